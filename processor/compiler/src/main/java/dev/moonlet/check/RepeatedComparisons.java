package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds comparisons of a value with one thing in a condition that compares it with others, too: {@code v == nil or v == 0}. */
final class RepeatedComparisons {

    /** A chain of more parts is looked at no further. */
    private static final int MOST_PARTS = 20;

    private RepeatedComparisons() {}

    /** The comparisons, each by its first and last offset with a colon in between. */
    static Set<String> of(AnalyzedScript script) {
        Set<String> repeated = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                super.visit(node);
                if (isChain(node)) {
                    add(node);
                }
            }

            private void add(Expression.Binary chain) {
                Map<String, List<Expression>> byValue = new HashMap<>();
                Deque<Expression> open = new ArrayDeque<>(List.of(chain.left(), chain.right()));
                for (int i = 0; i < MOST_PARTS && !open.isEmpty(); i++) {
                    Expression part = open.pop();
                    if (part instanceof Expression.Parenthesized inner) {
                        open.push(inner.inner());
                    } else if (part instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NOT) {
                        byValue.computeIfAbsent(script.text(unary.operand()), value -> new ArrayList<>())
                                .add(part);
                    } else if (part instanceof Expression.Binary binary && isChain(binary)) {
                        open.push(binary.left());
                        open.push(binary.right());
                    } else if (part instanceof Expression.Binary binary
                            && (binary.operator() == BinaryOperator.EQUAL
                                    || binary.operator() == BinaryOperator.NOT_EQUAL)) {
                        byValue.computeIfAbsent(script.text(compared(binary.left())), value -> new ArrayList<>())
                                .add(part);
                    }
                }
                byValue.values().stream()
                        .filter(parts -> parts.size() > 1)
                        .flatMap(List::stream)
                        .forEach(part -> repeated.add(part.start() + ":" + part.end()));
            }

            /** What {@code type(v)} and {@code v.ok} say something of. */
            private Expression compared(Expression value) {
                if (value instanceof Expression.Call call
                        && script.bindings().isGlobal(call.callee(), "type")
                        && !call.arguments().isEmpty()) {
                    return call.arguments().get(0);
                }
                return value instanceof Expression.Member member ? member.object() : value;
            }
        }.walk(script.chunk().block());
        return repeated;
    }

    private static boolean isChain(Expression.Binary binary) {
        return binary.operator() == BinaryOperator.AND || binary.operator() == BinaryOperator.OR;
    }
}
