package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds what a function certainly does with its parameters that fails with nil. */
final class NeededParameters extends Walker {

    private final AnalyzedScript script;

    /** What is known of the functions before. */
    private final Map<Integer, Map<Integer, String>> before;

    private final Map<Variable, Integer> parameters = new HashMap<>();
    private final Map<Integer, String> needed = new HashMap<>();
    private final Block block;

    private NeededParameters(
            AnalyzedScript script,
            FunctionBody function,
            Map<Variable, Integer> outer,
            Map<Integer, Map<Integer, String>> before) {
        this.script = script;
        this.before = before;
        this.block = function.block();
        outer.forEach((variable, place) -> {
            if (variable.declaration().start() < function.start()) {
                parameters.put(variable, place);
            }
        });
        for (int i = 0; i < function.parameters().size(); i++) {
            int index = i;
            script.bindings()
                    .variable(function.parameters().get(i))
                    .filter(parameter -> script.bindings().writes(parameter) == 0)
                    .ifPresent(parameter -> parameters.put(parameter, index));
        }
    }

    /** What fails, by parameter, by where the function begins. */
    static Map<Integer, Map<Integer, String>> of(AnalyzedScript script) {
        return of(script, Map.of());
    }

    /**
     * The same, also of locals from outside of the functions.
     *
     * @param outer the number of each of them, less than 0, as that of a parameter
     */
    static Map<Integer, Map<Integer, String>> of(AnalyzedScript script, Map<Variable, Integer> outer) {
        Map<Integer, Map<Integer, String>> needed = new HashMap<>();
        for (FunctionBody function : script.functions().all()) {
            Map<Integer, String> uses = new NeededParameters(script, function, outer, needed).needed();
            if (!uses.isEmpty()) {
                needed.put(function.start(), uses);
            }
        }
        return needed;
    }

    private Map<Integer, String> needed() {
        if (!parameters.isEmpty()) {
            for (Statement statement : block.statements()) {
                walk(statement);
                if (mayLeave(statement)) {
                    break;
                }
            }
        }
        return needed;
    }

    /** Whether what is behind a statement may not be reached. */
    private boolean mayLeave(Statement statement) {
        if (statement instanceof Statement.Call called
                && called.call() instanceof Expression.Call call
                && (script.bindings().isGlobal(call.callee(), "assert")
                        || (script.functions().at(call.callee()).isPresent()
                                && script.commands().at(call).isEmpty()))) {
            return true; // it may raise an error
        }
        return !(statement instanceof Statement.Local
                || statement instanceof Statement.LocalFunction
                || statement instanceof Statement.Function
                || statement instanceof Statement.Assignment
                || statement instanceof Statement.Call);
    }

    @Override
    public void walk(Block inner) {
        // what is inside of a condition, a loop or a function may never be run
    }

    @Override
    protected void visit(Statement.If node) {
        walk(node.branches().get(0).condition());
    }

    @Override
    protected void visit(Statement.NumericFor node) {
        use("the loop", node.initial(), node.limit());
        node.step().ifPresent(step -> use("the loop", step));
        super.visit(node);
    }

    @Override
    protected void visit(Statement.Repeat node) {
        // its condition may never be reached
    }

    @Override
    protected void visit(Expression.Binary node) {
        BinaryOperator operator = node.operator();
        switch (operator) {
            case AND, OR -> {
                return; // the left side is walked before
            }
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> use("arithmetic", node.left(), node.right());
            case CONCAT -> use("joining", node.left(), node.right());
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> use("comparing", node.left(), node.right());
            default -> {}
        }
        super.visit(node);
    }

    @Override
    protected void visit(Expression.Unary node) {
        super.visit(node);
        if (node.operator() != UnaryOperator.NOT) {
            use(node.operator() == UnaryOperator.LENGTH ? "taking its length" : "arithmetic", node.operand());
        }
    }

    @Override
    protected void visit(Expression.Member node) {
        super.visit(node);
        use("taking a field", node.object());
    }

    @Override
    protected void visit(Expression.Index node) {
        super.visit(node);
        use("taking an element", node.object());
    }

    @Override
    protected void visit(Expression.MethodCall node) {
        super.visit(node);
        use("calling a method", node.object());
    }

    @Override
    protected void visit(Expression.Call node) {
        super.visit(node);
        use("calling it", node.callee());
        LibraryCall.of(script, node)
                .filter(call -> FailingUses.FAILING.contains(call.function().path())
                        && !call.arguments().isEmpty())
                .ifPresent(call -> use("a function", call.arguments().get(0)));
        Optional<CommandCall> command = script.commands().at(node);
        command.filter(call -> !call.caught() && !call.guarded()).ifPresent(call -> call.words().stream()
                .map(CommandCall.Word::expression)
                .filter(node.arguments()::contains)
                .forEach(word -> use("the command", word)));
        script.functions()
                .at(node.callee())
                .map(called -> before.getOrDefault(called.start(), Map.of()))
                .ifPresent(uses -> uses.forEach((parameter, what) -> {
                    if (parameter < 0) {
                        needed.putIfAbsent(parameter, what);
                    } else if (parameter < node.arguments().size()) {
                        use(what, node.arguments().get(parameter));
                    }
                }));
    }

    private void use(String what, Expression... values) {
        for (Expression value : values) {
            if (script.definitions().followed(value, parameters::containsKey) instanceof Expression.Variable name
                    && script.types().of(value).can(ValueType.FALSY)) {
                script.bindings()
                        .variable(name)
                        .map(parameters::get)
                        .ifPresent(parameter -> needed.putIfAbsent(parameter, what));
            }
        }
    }
}
