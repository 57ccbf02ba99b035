package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import java.util.Set;

/** Goes through a chunk for the values that are used in ways that fail with nil and with false. */
abstract class FailingUses extends Walker {

    /** Functions that take a string first, and nothing else in place of one. */
    private static final Set<String> OF_TEXT = Set.of(
            "cjson.decode",
            "cmsgpack.unpack",
            "string.len",
            "string.sub",
            "string.lower",
            "string.upper",
            "string.find",
            "string.match",
            "string.gmatch",
            "string.gsub",
            "string.rep",
            "string.reverse",
            "string.byte");

    /** Functions that take a table first. */
    private static final Set<String> OF_TABLES =
            Set.of("ipairs", "pairs", "unpack", "table.concat", "table.insert", "table.remove", "table.sort");

    final AnalyzedScript script;

    FailingUses(AnalyzedScript script) {
        this.script = script;
    }

    /**
     * A value is used so that nil and false fail.
     *
     * @param what the use, for people
     */
    abstract void use(Expression value, String what);

    /** A value becomes a part of a text, or is an argument of a command; behind {@link #use}. */
    void text(Expression value) {}

    @Override
    protected void visit(Expression.Binary node) {
        switch (node.operator()) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> both(node, "arithmetic");
            case CONCAT -> {
                both(node, "joining");
                text(node.left());
                text(node.right());
            }
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> both(node, "comparing");
            default -> {}
        }
        super.visit(node);
    }

    private void both(Expression.Binary node, String what) {
        use(node.left(), what);
        use(node.right(), what);
    }

    @Override
    protected void visit(Expression.Unary node) {
        super.visit(node);
        if (node.operator() != UnaryOperator.NOT) {
            use(node.operand(), "this");
        }
    }

    @Override
    protected void visit(Expression.Call node) {
        super.visit(node);
        if (node.callee() instanceof Expression.Member member
                && script.bindings().isGlobal(member.object(), "math")) {
            node.arguments().forEach(argument -> use(argument, "this function"));
        }
        if (!node.arguments().isEmpty()) {
            if (isCallOf(node, OF_TEXT)) {
                use(node.arguments().get(0), "this function");
            } else if (isCallOf(node, OF_TABLES)) {
                use(node.arguments().get(0), "this function");
            }
            if (isCallOf(node, Set.of("table.concat"))) {
                joined(node.arguments().get(0));
            }
        }
        if (isCallOf(node, Set.of("string.format"))) {
            node.arguments().forEach(argument -> use(argument, "string.format"));
        }
        script.commands().at(node).ifPresent(call -> call.words().stream()
                .map(CommandCall.Word::expression)
                .filter(node.arguments()::contains)
                .forEach(argument -> {
                    use(argument, "a command");
                    text(argument);
                }));
    }

    /** The elements of a list become parts of a text. */
    void joined(Expression list) {}

    /** Whether a call is of one of some functions of the sandbox. */
    private boolean isCallOf(Expression.Call node, Set<String> functions) {
        if (node.callee() instanceof Expression.Variable global) {
            return functions.contains(global.name()) && script.bindings().isGlobal(global, global.name());
        }
        return node.callee() instanceof Expression.Member member
                && member.object() instanceof Expression.Variable library
                && script.bindings().isGlobal(library, library.name())
                && functions.contains(library.name() + "." + member.name().text());
    }

    @Override
    protected void visit(Expression.Member node) {
        super.visit(node);
        use(node.object(), "taking a field");
    }

    @Override
    protected void visit(Expression.Index node) {
        super.visit(node);
        use(node.object(), "taking an element");
    }

    @Override
    protected void visit(Expression.MethodCall node) {
        super.visit(node);
        use(node.object(), "a method");
    }

    @Override
    protected void visit(Statement.NumericFor node) {
        use(node.initial(), "the loop");
        use(node.limit(), "the loop");
        node.step().ifPresent(step -> use(step, "the loop"));
        super.visit(node);
    }
}
