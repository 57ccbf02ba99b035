package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CallTypes;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Node;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Calling a function of the script without an argument that it always needs: a parameter that is nil then fails. */
final class MissingArgumentCheck implements Check {

    private static final String CODE = "missing-argument";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Map<Integer, Map<Integer, String>> needed = new HashMap<>();
        for (FunctionBody function : script.functions().all()) {
            Map<Integer, String> uses = new Uses(script, function).needed();
            if (!uses.isEmpty()) {
                needed.put(function.start(), uses);
            }
        }
        if (needed.isEmpty() || script.chunk().file().text().contains("setmetatable")) {
            return; // a metatable may take nil for an operand
        }
        Bindings bindings = script.bindings();
        boolean caught = bindings.globalReads().stream()
                .anyMatch(name -> name.name().equals("pcall") || name.name().equals("xpcall"));
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                if (bindings.isGlobal(node.callee(), "pcall") || bindings.isGlobal(node.callee(), "xpcall")) {
                    return; // what fails in it may be what is asked for
                }
                super.visit(node);
                script.functions()
                        .at(node.callee())
                        .ifPresent(function -> needed.getOrDefault(function.start(), Map.of()).entrySet().stream()
                                .filter(parameter -> isMissing(script, node.arguments(), parameter.getKey()))
                                .min(Map.Entry.comparingByKey())
                                .ifPresent(
                                        parameter -> report(node, function, parameter.getKey(), parameter.getValue())));
            }

            private void report(Expression.Call node, FunctionBody function, int parameter, String use) {
                String name = script.chunk()
                        .file()
                        .text(new Span(node.callee().start(), node.callee().end()));
                Node place =
                        parameter < node.arguments().size() ? node.arguments().get(parameter) : node;
                String message = name + " is called without "
                        + function.parameters().get(parameter).text() + ", and " + use + " then fails";
                Diagnostic found = caught ? script.warning(CODE, message, place) : script.error(CODE, message, place);
                findings.accept(found.hint("it takes "
                        + function.parameters().stream().map(Name::text).collect(Collectors.joining(", "))));
            }
        }.walk(script.chunk().block());
    }

    private static boolean isMissing(AnalyzedScript script, List<Expression> arguments, int parameter) {
        if (parameter < arguments.size()) {
            boolean last = parameter == arguments.size() - 1;
            ValueType type = script.types().of(arguments.get(parameter));
            return type.isOnly(ValueType.NIL)
                    && type.kinds() != 0
                    && !(last && CallTypes.isMultiple(arguments.get(parameter)));
        }
        return arguments.isEmpty() || !CallTypes.isMultiple(arguments.get(arguments.size() - 1));
    }

    /** Finds what a function certainly does with its parameters that fails with nil. */
    private static final class Uses extends Walker {

        private final AnalyzedScript script;
        private final Map<Variable, Integer> parameters = new HashMap<>();
        private final Map<Integer, String> needed = new HashMap<>();
        private final Block block;

        Uses(AnalyzedScript script, FunctionBody function) {
            this.script = script;
            this.block = function.block();
            for (int i = 0; i < function.parameters().size(); i++) {
                int index = i;
                script.bindings()
                        .variable(function.parameters().get(i))
                        .filter(parameter -> script.bindings().writes(parameter) == 0)
                        .ifPresent(parameter -> parameters.put(parameter, index));
            }
        }

        Map<Integer, String> needed() {
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
        private static boolean mayLeave(Statement statement) {
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
            Optional<CommandCall> command = script.commands().at(node);
            command.filter(call -> !call.caught() && !call.guarded()).ifPresent(call -> call.words().stream()
                    .map(CommandCall.Word::expression)
                    .filter(node.arguments()::contains)
                    .forEach(word -> use("the command", word)));
        }

        private void use(String what, Expression... values) {
            for (Expression value : values) {
                if (value instanceof Expression.Variable name) {
                    script.bindings()
                            .variable(name)
                            .map(parameters::get)
                            .ifPresent(parameter -> needed.putIfAbsent(parameter, what));
                }
            }
        }
    }
}
