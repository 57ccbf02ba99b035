package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ReplyValues;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.ConditionWalker;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.source.Span;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Comparing a reply with nil, which it never is: what is not there is false.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#resp2-to-lua-type-conversion">Lua API:
 *     RESP2 to Lua type conversion</a>
 */
final class ReplyComparedWithNilCheck implements Check {

    private static final String CODE = "reply-compared-with-nil";

    /** Commands that reply an element for each of their words, but for so many. */
    private static final Map<String, Integer> LISTS_FOR_WORDS = Map.of("MGET", 1, "HMGET", 2);

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<String> comparedWithFalse = comparedWithFalse(script);
        Set<Span> conditions = conditions(script);
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                boolean equal = node.operator() == BinaryOperator.EQUAL;
                if (equal || node.operator() == BinaryOperator.NOT_EQUAL) {
                    check(node, node.left(), node.right(), equal);
                    check(node, node.right(), node.left(), equal);
                }
                super.visit(node);
            }

            private void check(Expression comparison, Expression reply, Expression nil, boolean equal) {
                ValueType type =
                        element(script, reply).orElseGet(() -> script.types().of(reply));
                boolean asked = type.isOnly(ValueType.STRING) // a miss has been asked for before
                        || comparedWithFalse.contains(script.text(reply));
                Optional<String> what = type.can(ValueType.NIL) || asked ? Optional.empty() : what(reply, type);
                if (nil instanceof Expression.Nil && what.isPresent()) {
                    String always = equal ? "never" : "always";
                    Diagnostic warning = script.warning(
                            CODE, "this is " + always + " so: " + what.get() + " is not nil", comparison);
                    String there = conditions.contains(span(comparison)) ? "" : "not not "; // a value stays a boolean
                    String meant = (equal ? "not " : there) + script.text(reply);
                    findings.accept(
                            type.can(ValueType.FALSE)
                                    ? warning.hint("what is not there is false: write " + (equal ? "not x" : "x"))
                                            .fix("write " + meant, span(comparison), meant)
                                    : warning.hint("it is " + type.inWords()));
                }
            }
            /** A reply, or what a function returns that takes false for what is not there. */
            private Optional<String> what(Expression value, ValueType type) {
                if (type.isReply()) {
                    return Optional.of("a reply of " + type.command());
                }
                return type.can(ValueType.FALSE)
                                && script.definitions().resolved(value) instanceof Expression.Call call
                                && script.functions().at(call.callee()).isPresent()
                        ? Optional.of("what " + script.text(call.callee()) + " returns")
                        : Optional.empty();
            }
        }.walk(script.chunk().block());
    }

    /** Expressions of which is only asked whether they are true. */
    private static Set<Span> conditions(AnalyzedScript script) {
        Set<Span> conditions = new HashSet<>();
        new ConditionWalker() {
            @Override
            protected void condition(Expression condition) {
                add(condition);
            }

            @Override
            protected void visit(Expression.Unary node) {
                if (node.operator() == UnaryOperator.NOT) {
                    add(node.operand());
                }
                super.visit(node);
            }

            /** The left side of {@code and} is one whether the whole is one or not; that of {@code or} may be the value. */
            @Override
            protected void visit(Expression.Binary node) {
                boolean both = conditions.contains(span(node));
                if (node.operator() == BinaryOperator.AND || node.operator() == BinaryOperator.OR) {
                    if (both || node.operator() == BinaryOperator.AND) {
                        add(node.left());
                    }
                    if (both) {
                        add(node.right());
                    }
                }
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Parenthesized node) {
                if (conditions.contains(span(node))) {
                    add(node.inner());
                }
                super.visit(node);
            }

            private void add(Expression condition) {
                conditions.add(span(condition));
            }
        }.walk(script.chunk().block());
        return conditions;
    }

    private static Span span(Expression expression) {
        return new Span(expression.start(), expression.end());
    }

    /** What is compared with false, as it is written: nil beside it does no harm. */
    private static Set<String> comparedWithFalse(AnalyzedScript script) {
        Set<String> texts = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                super.visit(node);
                if (node.right() instanceof Expression.Bool value && !value.value()) {
                    texts.add(script.text(node.left()));
                }
            }
        }.walk(script.chunk().block());
        return texts;
    }

    /** What the element of a list is that a command replies, if there is one at this position for certain. */
    private static Optional<ValueType> element(AnalyzedScript script, Expression value) {
        if (!(value instanceof Expression.Index index)
                || !(index.key() instanceof Expression.Numeral position)
                || !script.definitions().isUnchanged(index.object())
                || !(script.definitions().resolved(index.object()) instanceof Expression.Call call)) {
            return Optional.empty();
        }
        String command = script.types().of(index.object()).command();
        int elements = call.arguments().size() - LISTS_FOR_WORDS.getOrDefault(command, Integer.MAX_VALUE);
        boolean there = position.value() >= 1 && position.value() <= elements;
        return there ? ReplyValues.elements(command) : Optional.empty();
    }
}
