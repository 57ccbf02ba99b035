package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.LuaNumber;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.LibraryFunction;
import dev.moonlet.redis.Sandbox;
import dev.moonlet.redis.ServerApi;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A value is used in a way that always fails with a value of its type: arithmetic on a table, a field of nil, a boolean for a string.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.5">Lua 5.1: expressions</a>
 */
final class WrongTypeCheck implements Check {

    private static final String CODE = "wrong-type";

    private static final int TEXT = ValueType.NUMBER | ValueType.STRING;
    private static final int TABLES = ValueType.TABLE | ValueType.STATUS;

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        boolean changesTables = script.changesTables();
        int own = changesTables ? ValueType.TABLE : 0;
        Set<Variable> asked = script.askedVariables();
        CaughtCode caught = CaughtCode.of(script);
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                super.visit(node);
                switch (node.operator()) {
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> {
                        word(node.left());
                        word(node.right());
                        identifier(node.left());
                        identifier(node.right());
                        check(node.left(), TEXT, "arithmetic");
                        check(node.right(), TEXT, "arithmetic");
                    }
                    case CONCAT -> {
                        check(node.left(), TEXT, "joining");
                        check(node.right(), TEXT, "joining");
                    }
                    case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> order(node);
                    default -> {}
                }
            }

            /** The id that {@code XADD} replies, which has two parts. */
            private void identifier(Expression operand) {
                ValueType type = script.types().of(operand);
                if (type.command().equals("XADD") && type.isOnly(ValueType.STRING | ValueType.FALSY)) {
                    report("arithmetic fails with the id that XADD replies", operand);
                }
            }

            /** {@code 'user:' + id} */
            private void word(Expression operand) {
                if (operand instanceof Expression.Str text && LuaNumber.isNone(text.value()) && !changesTables) {
                    findings.accept(script.error(CODE, "arithmetic fails with a text that is not a number", operand)
                            .hint("texts are joined by .."));
                }
            }

            private void order(Expression.Binary node) {
                ValueType left = script.types().of(node.left());
                ValueType right = script.types().of(node.right());
                boolean possible = areBoth(left, right, ValueType.NUMBER)
                        || areBoth(left, right, ValueType.STRING)
                        || (changesTables && areBoth(left, right, ValueType.TABLE));
                if (!possible && !isNumberAndText(left, right) && !isNumberAndText(right, left)) {
                    report("comparing " + left.inWords() + " with " + right.inWords() + " fails", node);
                }
            }

            private boolean areBoth(ValueType left, ValueType right, int kind) {
                return left.can(kind) && right.can(kind);
            }

            /** Which another check speaks of. */
            private boolean isNumberAndText(ValueType number, ValueType text) {
                return number.isOnly(ValueType.NUMBER)
                        && text.can(ValueType.STRING)
                        && text.isOnly(ValueType.STRING | ValueType.NIL | ValueType.FALSE);
            }

            @Override
            protected void visit(Expression.Unary node) {
                super.visit(node);
                if (node.operator() == UnaryOperator.NEGATE) {
                    check(node.operand(), TEXT, "arithmetic");
                } else if (node.operator() == UnaryOperator.LENGTH) {
                    check(node.operand(), TABLES | ValueType.STRING, "taking the length");
                }
            }

            @Override
            protected void visit(Expression.Index node) {
                super.visit(node);
                check(node.object(), TABLES | ValueType.STRING, "taking an element");
            }

            @Override
            protected void visit(Expression.Member node) {
                super.visit(node);
                check(node.object(), TABLES | ValueType.STRING, "taking a field");
            }

            @Override
            protected void visit(Expression.MethodCall node) {
                super.visit(node);
                library(node);
                check(node.object(), TABLES | ValueType.STRING, "calling a method");
                LibraryCall.of(script, node).ifPresent(this::arguments);
                ValueType type = script.types().of(node.object());
                boolean input = script.bindings().isGlobal(node.object(), "KEYS")
                        || script.bindings().isGlobal(node.object(), "ARGV");
                if (input && !changesTables && !isChanged(node.object())) {
                    report("a table has no methods", node.object());
                    return;
                }
                if (type.isReply() && type.isOnly(TABLES) && !changesTables && !isChanged(node.object())) {
                    report("calling a method fails with " + type.inWords(), node.object());
                }
            }

            /** {@code cjson:decode(text)} */
            private void library(Expression.MethodCall node) {
                if (node.object() instanceof Expression.Variable table
                        && script.bindings().isGlobal(table, table.name())
                        && Sandbox.get().isLibrary(table.name())
                        && !isRunningCommands(table, node.method().text())
                        && LibraryFunction.of(table.name() + "." + node.method().text())
                                .filter(function -> !fits(function, node.arguments()))
                                .isPresent()) {
                    String function = table.name() + "." + node.method().text();
                    findings.accept(script.error(
                                    CODE,
                                    "a colon passes the library " + table.name() + " to its own function, which fails",
                                    node)
                            .hint("write " + function + "(…)"));
                }
            }

            /** Whether a function takes its library as first argument, and the others behind it. */
            private boolean fits(LibraryFunction function, List<Expression> arguments) {
                if ((function.closed()
                                && arguments.size() >= function.parameters().size())
                        || (function.path().equals("table.insert") && arguments.size() > 1)) {
                    return false; // the second one is a place
                }
                for (int i = 0; i <= arguments.size(); i++) {
                    int kinds = function.parameter(i)
                            .map(parameter -> parameter.types().stream()
                                    .map(WrongTypeCheck::kinds)
                                    .reduce(0, (a, b) -> a | b))
                            .orElse(ValueType.ALL);
                    boolean fitting = i == 0
                            ? (kinds & ValueType.TABLE) != 0
                            : script.types().of(arguments.get(i - 1)).can(kinds | ValueType.NIL);
                    if (!fitting) {
                        return false;
                    }
                }
                return true;
            }

            /** Which another check speaks of. */
            private boolean isRunningCommands(Expression.Variable table, String function) {
                return ServerApi.isTable(table.name()) && (function.equals("call") || function.equals("pcall"));
            }

            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                LibraryCall.of(script, node).ifPresent(this::arguments);
            }

            private void arguments(LibraryCall call) {
                String function = call.function().path();
                List<Expression> arguments = call.arguments();
                for (int i = 0; i < arguments.size(); i++) {
                    Expression argument = arguments.get(i);
                    call.function().parameter(i).ifPresent(parameter -> argument(argument, parameter, function));
                }
                if (function.equals("table.sort") && arguments.size() == 1) {
                    ValueType element = script.types().ofElements(arguments.get(0));
                    if (element.isCertainly(ValueType.TABLE | ValueType.STATUS) && !changesTables) {
                        report("table.sort fails with tables, unless a function puts them in order", arguments.get(0));
                    }
                }
                if (function.equals("table.concat") && !arguments.isEmpty()) {
                    joined(arguments.get(0));
                }
                if (function.equals("string.format") && !arguments.isEmpty()) {
                    arguments.stream()
                            .skip(1)
                            .limit(specifiers(arguments.get(0)))
                            .forEach(argument -> check(argument, TEXT, function));
                }
            }

            /** What {@code table.concat} joins: the elements that are written, and all that are put into the list. */
            private void joined(Expression list) {
                script.definitions()
                        .table(list)
                        .filter(content -> !content.changed())
                        .ifPresent(content -> content.positional()
                                .forEach(element -> check(element, TEXT | ValueType.NIL, "table.concat")));
                ValueType element = script.types().ofElements(list);
                if (element.kinds() != 0 && !element.can(TEXT | ValueType.NIL)) {
                    report("table.concat fails with " + element.inWords(), list);
                }
            }

            private void argument(Expression argument, LibraryFunction.Parameter parameter, String function) {
                int fitting = parameter.optional() ? ValueType.NIL : 0;
                for (LibraryFunction.Type type : parameter.types()) {
                    fitting |= kinds(type);
                }
                check(argument, fitting, function);
                if (argument instanceof Expression.Binary choice && choice.operator() == BinaryOperator.OR) {
                    ValueType left = script.types().of(choice.left());
                    ValueType there = left.narrowed(ValueType.ALL & ~ValueType.FALSY);
                    if (left.isReply() && there.kinds() != 0 && !there.can(fitting | own)) {
                        report(function + " fails with " + there.inWords(), choice.left());
                    }
                }
                boolean number = parameter.types().equals(Set.of(LibraryFunction.Type.NUMBER));
                if (number && argument instanceof Expression.Str text && LuaNumber.isNone(text.value())) {
                    report(function + " takes a number here", argument);
                }
            }

            @Override
            protected void visit(Statement.NumericFor node) {
                check(node.initial(), TEXT, "a loop");
                check(node.limit(), TEXT, "a loop");
                node.step().ifPresent(step -> check(step, TEXT, "a loop"));
                super.visit(node);
            }

            /** How many values a format takes, as far as it is written out; Lua ignores more. */
            private int specifiers(Expression format) {
                if (!(script.definitions().resolved(format) instanceof Expression.Str text)) {
                    return 0;
                }
                String plain = text.value().replace("%%", "");
                return plain.length() - plain.replace("%", "").length();
            }

            /** Whether the script puts something into a table. */
            private boolean isChanged(Expression table) {
                return table instanceof Expression.Variable name
                        && script.bindings()
                                .variable(name)
                                .filter(asked::contains)
                                .isPresent();
            }

            private void check(Expression value, int fitting, String what) {
                ValueType type = script.types().of(value);
                if (type.kinds() != 0 && !type.can(fitting | own)) {
                    report(what + " fails with " + type.inWords(), value);
                }
            }

            private void report(String message, Expression place) {
                if (script.places().isCopied(place.start())) {
                    findings.accept(caught.lowered(script.error(CODE, message, place), place));
                }
            }
        }.walk(script.chunk().block());
    }

    private static int kinds(LibraryFunction.Type type) {
        return switch (type) {
            case STRING, NUMBER -> TEXT;
            case TABLE -> TABLES;
            case FUNCTION -> ValueType.FUNCTION;
            case NIL -> ValueType.NIL;
            case ANY -> ValueType.ALL;
        };
    }
}
