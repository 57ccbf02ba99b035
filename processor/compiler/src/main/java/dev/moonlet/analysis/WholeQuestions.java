package dev.moonlet.analysis;

import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import java.util.HashSet;
import java.util.Set;

/** Finds the numbers of which a script asks whether they are whole. */
final class WholeQuestions {

    private WholeQuestions() {}

    /** The locals of which a script asks whether they are whole, or with which it counts in steps: {@code n % 2 == 0}. */
    static Set<Variable> of(Block chunk, Bindings bindings, ScriptFunctions functions) {
        Set<Variable> asked = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                switch (node.operator()) {
                    case MODULO -> {
                        if (node.right() instanceof Expression.Numeral one && one.value() == 1) {
                            askRest(node);
                        }
                    }
                    case SUBTRACT -> askRest(node.right());
                    case EQUAL, NOT_EQUAL -> {
                        askRounded(node.left());
                        askRounded(node.right());
                        askRest(node.left());
                        askRest(node.right());
                    }
                    case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
                        askRest(node.left());
                        askRest(node.right());
                    }
                    default -> {}
                }
                super.visit(node);
            }

            /** {@code n % 2 == 0}, {@code n - n % 10} and {@code n % 1}. */
            private void askRest(Expression side) {
                if (inner(side) instanceof Expression.Binary rest && rest.operator() == BinaryOperator.MODULO) {
                    ask(inner(rest.left()) instanceof Expression.Unary length ? length.operand() : rest.left());
                }
            }

            private void askRounded(Expression side) {
                if (side instanceof Expression.Call call && isMath(bindings, call)) {
                    call.arguments().forEach(this::askAll);
                }
            }

            /** {@code tostring(n):find('.', 1, true)} */
            @Override
            protected void visit(Expression.MethodCall node) {
                String name = node.method().text();
                if (name.equals("find") || name.equals("match")) {
                    askAll(node.object());
                }
                super.visit(node);
            }

            /** {@code math.modf(n)}, and {@code string.find(tostring(n), '.', 1, true)} */
            @Override
            protected void visit(Expression.Call node) {
                if (node.callee() instanceof Expression.Member member) {
                    String name = member.name().text();
                    boolean splits = isMath(bindings, node) && (name.equals("modf") || name.equals("fmod"));
                    boolean searches = bindings.isGlobal(member.object(), "string")
                            && (name.equals("find") || name.equals("match"));
                    if (splits || searches) {
                        node.arguments().stream().limit(1).forEach(this::askAll);
                    }
                }
                super.visit(node);
            }

            private void askAll(Expression value) {
                new Walker() {
                    @Override
                    protected void visit(Expression.Variable node) {
                        ask(node);
                    }
                }.walk(value);
            }

            private void ask(Expression number) {
                if (inner(number) instanceof Expression.Variable name) {
                    bindings.variable(name).ifPresent(local -> {
                        if (asked.add(local)) {
                            functions.given(local).forEach(this::ask);
                        }
                    });
                }
            }

            @Override
            protected void visit(Statement.NumericFor node) {
                if (node.step().isPresent()) {
                    bindings.variable(node.variable()).ifPresent(asked::add);
                }
                super.visit(node);
            }
        }.walk(chunk);
        return Set.copyOf(asked);
    }

    private static boolean isMath(Bindings bindings, Expression.Call call) {
        return call.callee() instanceof Expression.Member member && bindings.isGlobal(member.object(), "math");
    }

    private static Expression inner(Expression expression) {
        return expression instanceof Expression.Parenthesized parenthesized ? inner(parenthesized.inner()) : expression;
    }
}
