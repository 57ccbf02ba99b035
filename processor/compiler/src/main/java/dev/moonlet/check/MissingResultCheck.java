package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Calculating with what a function returns, joining it or ordering it, where the function can end without a result. */
final class MissingResultCheck implements Check {

    private static final String CODE = "missing-result";

    /** Longer lists of arguments are not compared. */
    private static final int LONGEST = 200;

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<Integer> functions = functionsThatMayReturnNothing(script);
        if (functions.isEmpty()) {
            return;
        }
        Set<Variable> asked = script.askedVariables();
        Set<String> conditions = argumentsInConditions(script);
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                switch (node.operator()) {
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> check(node, "arithmetic");
                    case CONCAT -> check(node, "joining");
                    case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> check(node, "comparing");
                    default -> {}
                }
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Unary node) {
                if (node.operator() != UnaryOperator.NOT) {
                    check(node.operand(), "this");
                }
                super.visit(node);
            }

            /** The same call may be asked about before: {@code f(x) and f(x) > 1}. */
            private boolean isOnce(String call) {
                String all = script.chunk().file().text();
                return all.indexOf(call) == all.lastIndexOf(call);
            }

            private void check(Expression.Binary node, String what) {
                check(node.left(), what);
                check(node.right(), what);
            }

            private void check(Expression operand, String what) {
                boolean local = operand instanceof Expression.Variable variable
                        && script.bindings()
                                .variable(variable)
                                .filter(asked::contains)
                                .isEmpty();
                Expression value = local ? script.definitions().resolved(operand) : operand;
                if (value instanceof Expression.Call call
                        && script.functions()
                                .at(call.callee())
                                .filter(function -> functions.contains(function.start()))
                                .isPresent()
                        && isOnce(text(script, call))
                        && !conditions.contains(arguments(script, call))) {
                    findings.accept(script.warning(
                                    CODE,
                                    text(script, call.callee()) + " can end without a result, and " + what
                                            + " then fails",
                                    operand)
                            .hint("say what it is then: (x or 0), or return a value at its end"));
                }
            }
        }.walk(script.chunk().block());
    }

    /** What conditions give to functions: {@code if has(list, x) then return position(list, x) + 1 end}. */
    private static Set<String> argumentsInConditions(AnalyzedScript script) {
        Set<String> found = new HashSet<>();
        Walker calls = new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (!node.arguments().isEmpty() && node.end() - node.callee().end() < LONGEST) {
                    found.add(arguments(script, node));
                }
            }
        };
        new Walker() {
            @Override
            protected void visit(Statement.If node) {
                node.branches().forEach(branch -> calls.walk(branch.condition()));
                super.visit(node);
            }
        }.walk(script.chunk().block());
        return found;
    }

    private static String arguments(AnalyzedScript script, Expression.Call call) {
        return call.arguments().stream().map(argument -> text(script, argument)).collect(Collectors.joining(", "));
    }

    private static String text(AnalyzedScript script, Expression expression) {
        return script.chunk().file().text().substring(expression.start(), expression.end());
    }

    /** Where the functions begin that return a value in one place, and nothing or nil in another. */
    private static Set<Integer> functionsThatMayReturnNothing(AnalyzedScript script) {
        Set<Integer> found = new HashSet<>();
        script.functions().all().forEach(body -> {
            if (mayReturnNothing(script, body)) {
                found.add(body.start());
            }
        });
        return found;
    }

    private static boolean mayReturnNothing(AnalyzedScript script, FunctionBody function) {
        boolean[] returns = {false, !script.exits().leaves(function.block())};
        new Walker() {
            @Override
            protected void visit(Statement.Return node) {
                boolean nothing = node.values().isEmpty() || node.values().get(0) instanceof Expression.Nil;
                returns[nothing ? 1 : 0] = true;
            }

            @Override
            protected void visit(FunctionBody inner) {}
        }.walk(function.block());
        return returns[0] && returns[1];
    }
}
