package dev.moonlet.lua;

import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a syntax tree as Lua that parses to the same tree, a statement a line. */
public final class LuaPrinter extends Walker {

    private static final String INDENTATION = "  ";

    private final StringBuilder out = new StringBuilder();
    private int depth;

    private LuaPrinter() {}

    /** The text of a block; ends with a line end unless it is empty. */
    public static String print(Block block) {
        LuaPrinter printer = new LuaPrinter();
        printer.walk(block);
        return printer.out.toString();
    }

    private void indent() {
        out.append(INDENTATION.repeat(depth));
    }

    @Override
    public void walk(Block block) {
        for (Statement statement : block.statements()) {
            indent();
            walk(statement);
            out.append(";\n");
        }
    }

    private void nested(Block block) {
        out.append('\n');
        depth++;
        walk(block);
        depth--;
        indent();
    }

    private void commaSeparated(List<Expression> expressions) {
        for (int i = 0; i < expressions.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            walk(expressions.get(i));
        }
    }

    private static String names(List<Name> names) {
        return names.stream().map(Name::text).collect(Collectors.joining(", "));
    }

    @Override
    protected void visit(Statement.Local node) {
        out.append("local ").append(names(node.names()));
        if (!node.values().isEmpty()) {
            out.append(" = ");
            commaSeparated(node.values());
        }
    }

    @Override
    protected void visit(Statement.Assignment node) {
        commaSeparated(node.targets());
        out.append(" = ");
        commaSeparated(node.values());
    }

    @Override
    protected void visit(Statement.Do node) {
        out.append("do");
        nested(node.block());
        out.append("end");
    }

    @Override
    protected void visit(Statement.While node) {
        out.append("while ");
        walk(node.condition());
        out.append(" do");
        nested(node.block());
        out.append("end");
    }

    @Override
    protected void visit(Statement.Repeat node) {
        out.append("repeat");
        nested(node.block());
        out.append("until ");
        walk(node.condition());
    }

    @Override
    protected void visit(Statement.If node) {
        String word = "if ";
        for (Statement.If.Branch branch : node.branches()) {
            out.append(word);
            walk(branch.condition());
            out.append(" then");
            nested(branch.block());
            word = "elseif ";
        }
        node.otherwise().ifPresent(block -> {
            out.append("else");
            nested(block);
        });
        out.append("end");
    }

    @Override
    protected void visit(Statement.NumericFor node) {
        out.append("for ").append(node.variable().text()).append(" = ");
        walk(node.initial());
        out.append(", ");
        walk(node.limit());
        node.step().ifPresent(step -> {
            out.append(", ");
            walk(step);
        });
        out.append(" do");
        nested(node.block());
        out.append("end");
    }

    @Override
    protected void visit(Statement.GenericFor node) {
        out.append("for ").append(names(node.variables())).append(" in ");
        commaSeparated(node.values());
        out.append(" do");
        nested(node.block());
        out.append("end");
    }

    @Override
    protected void visit(Statement.Function node) {
        out.append("function ");
        if (node.method()) {
            Expression.Member method = (Expression.Member) node.target();
            walk(method.object());
            out.append(':').append(method.name().text());
        } else {
            walk(node.target());
        }
        visit(node.body());
    }

    @Override
    protected void visit(Statement.LocalFunction node) {
        out.append("local function ").append(node.name().text());
        visit(node.body());
    }

    @Override
    protected void visit(Statement.Return node) {
        out.append(node.values().isEmpty() ? "return" : "return ");
        commaSeparated(node.values());
    }

    @Override
    protected void visit(Statement.Break node) {
        out.append("break");
    }

    @Override
    protected void visit(FunctionBody body) {
        out.append('(').append(names(body.parameters()));
        if (body.vararg()) {
            out.append(body.parameters().isEmpty() ? "..." : ", ...");
        }
        out.append(')');
        nested(body.block());
        out.append("end");
    }

    @Override
    protected void visit(Expression.Nil node) {
        out.append("nil");
    }

    @Override
    protected void visit(Expression.Bool node) {
        out.append(node.value());
    }

    @Override
    protected void visit(Expression.Numeral node) {
        double value = node.value();
        if (Double.isInfinite(value)) {
            out.append("1e999");
        } else if (value == Math.rint(value) && value < 1e15) {
            out.append((long) value);
        } else {
            out.append(value);
        }
    }

    @Override
    protected void visit(Expression.Str node) {
        out.append('"');
        String value = node.value();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append('\\').append(Integer.toString(1000 + c).substring(1));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    @Override
    protected void visit(Expression.Vararg node) {
        out.append("...");
    }

    @Override
    protected void visit(Expression.Variable node) {
        out.append(node.name());
    }

    @Override
    protected void visit(Expression.Function node) {
        out.append("function");
        visit(node.body());
    }

    @Override
    protected void visit(Expression.Member node) {
        out.append('.').append(node.name().text());
    }

    @Override
    protected void visit(Expression.Index node) {
        out.append('[');
        walk(node.key());
        out.append(']');
    }

    @Override
    protected void visit(Expression.Call node) {
        out.append('(');
        commaSeparated(node.arguments());
        out.append(')');
    }

    @Override
    protected void visit(Expression.MethodCall node) {
        out.append(':').append(node.method().text()).append('(');
        commaSeparated(node.arguments());
        out.append(')');
    }

    @Override
    protected void visit(Expression.Unary node) {
        out.append(
                switch (node.operator()) {
                    case NOT -> "not ";
                    case NEGATE -> "- "; // two of them without a blank would begin a comment
                    case LENGTH -> "#";
                });
        walk(node.operand());
    }

    @Override
    protected void visit(Expression.Binary node) {
        out.append(' ').append(symbol(node.operator())).append(' ');
        walk(node.right());
    }

    private static String symbol(BinaryOperator operator) {
        return switch (operator) {
            case OR -> "or";
            case AND -> "and";
            case LESS -> "<";
            case GREATER -> ">";
            case LESS_EQUAL -> "<=";
            case GREATER_EQUAL -> ">=";
            case NOT_EQUAL -> "~=";
            case EQUAL -> "==";
            case CONCAT -> "..";
            case ADD -> "+";
            case SUBTRACT -> "-";
            case MULTIPLY -> "*";
            case DIVIDE -> "/";
            case MODULO -> "%";
            case POWER -> "^";
        };
    }

    @Override
    protected void visit(Expression.Parenthesized node) {
        out.append('(');
        walk(node.inner());
        out.append(')');
    }

    @Override
    protected void visit(Expression.Table node) {
        out.append('{');
        for (TableField field : node.fields()) {
            if (field instanceof TableField.Named named) {
                out.append(' ').append(named.name().text()).append(" = ");
            } else if (field instanceof TableField.Keyed keyed) {
                out.append(" [");
                walk(keyed.key());
                out.append("] = ");
            } else {
                out.append(' ');
            }
            walk(field.value());
            out.append(',');
        }
        out.append(" }");
    }
}
