package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.ConditionWalker;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.UnaryOperator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Conditions that always hold, or never: {@code x == 'a' or 'b'}, a function that is not called, a type that a value never has. */
final class ConstantConditionCheck implements Check {

    private static final String CODE = "constant-condition";

    /** What {@code type} returns, and the kinds of values that it returns it for. */
    private static final Map<String, Integer> KINDS = Map.of(
            "nil", ValueType.NIL,
            "boolean", ValueType.BOOLEAN,
            "number", ValueType.NUMBER,
            "string", ValueType.STRING,
            "table", ValueType.TABLE | ValueType.STATUS,
            "function", ValueType.FUNCTION,
            "userdata", ValueType.OTHER,
            "thread", ValueType.OTHER);

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<String> repeated = RepeatedComparisons.of(script);
        new ConditionWalker() {
            @Override
            protected void condition(Expression condition) {
                Expression current = condition;
                while (current instanceof Expression.Binary binary
                        && (binary.operator() == BinaryOperator.OR || binary.operator() == BinaryOperator.AND)) {
                    condition(binary.right());
                    if (binary.operator() == BinaryOperator.OR && binary.right() instanceof Expression.Str text) {
                        alternative(binary.left(), text);
                    }
                    current = binary.left();
                }
                part(current);
            }

            private void part(Expression condition) {
                if (condition instanceof Expression.Parenthesized inner) {
                    condition(inner.inner());
                } else if (condition instanceof Expression.Unary not && not.operator() == UnaryOperator.NOT) {
                    condition(not.operand());
                } else if (condition instanceof Expression.Variable name) {
                    function(name);
                    text(name);
                }
                if (script.types().of(condition).isCertainly(ValueType.OTHER)) {
                    findings.accept(
                            script.warning(CODE, "cjson.null is a value, and as a condition it always holds", condition)
                                    .hint("compare with it: x == cjson.null"));
                }
            }

            /** {@code local name = tostring(x); if name then} */
            private void text(Expression.Variable name) {
                if (script.definitions().resolved(name) instanceof Expression.Call call
                        && script.bindings().isGlobal(call.callee(), "tostring")) {
                    findings.accept(script.warning(
                                    CODE, "tostring makes a text of nil and false, too, and every text is true", name)
                            .hint("ask before it is converted"));
                }
            }

            /** {@code x == 'a' or 'b'} */
            private void alternative(Expression left, Expression.Str text) {
                if (compared(left).isPresent()) {
                    String written = "'" + text.value() + "'";
                    findings.accept(script.warning(
                                    CODE, written + " is a condition by itself, which always holds", text)
                            .hint("repeat the comparison: " + compared(left).get() + " == " + written));
                }
            }

            /** What the comparison that ends a condition compares. */
            private Optional<String> compared(Expression condition) {
                Expression current = condition;
                while (true) {
                    if (current instanceof Expression.Parenthesized inner) {
                        current = inner.inner();
                    } else if (current instanceof Expression.Binary choice && choice.operator() == BinaryOperator.OR) {
                        current = choice.right() instanceof Expression.Str ? choice.left() : choice.right();
                    } else {
                        break;
                    }
                }
                return current instanceof Expression.Binary binary && binary.operator() == BinaryOperator.EQUAL
                        ? Optional.of(script.text(binary.left()))
                        : Optional.empty();
            }

            /** {@code if exists then}, of a function of the script. */
            private void function(Expression.Variable name) {
                if (script.types().of(name).isCertainly(ValueType.FUNCTION)
                        && script.bindings().variable(name).isPresent()
                        && script.functions().at(name).isPresent()) {
                    findings.accept(script.warning(
                                    CODE, name.name() + " is a function, and as a condition it always holds", name)
                            .hint("call it: " + name.name() + "(…)"));
                }
            }

            @Override
            protected void visit(Expression.Binary node) {
                super.visit(node);
                neverFirst(node);
                if (node.operator() != BinaryOperator.EQUAL && node.operator() != BinaryOperator.NOT_EQUAL) {
                    return;
                }
                type(node, node.left(), node.right());
                type(node, node.right(), node.left());
                found(node, node.left(), node.right());
            }

            /** {@code type(v) == 'str'} */
            private void type(Expression.Binary node, Expression call, Expression name) {
                if (!(script.definitions().resolved(call) instanceof Expression.Call type)
                        || !script.bindings().isGlobal(type.callee(), "type")
                        || type.arguments().size() != 1) {
                    return;
                }
                String outcome = node.operator() == BinaryOperator.EQUAL ? "is never so" : "is always so";
                if (name instanceof Expression.Nil || name instanceof Expression.Bool) {
                    findings.accept(script.warning(CODE, "type(…) is a text, so this " + outcome, node)
                            .hint(
                                    name instanceof Expression.Nil
                                            ? "compare it with 'nil'"
                                            : "compare it with 'boolean'"));
                } else if (name instanceof Expression.Str text) {
                    Integer kind = KINDS.get(text.value());
                    if (kind == null) {
                        findings.accept(SpellChecker.nearest(text.value(), KINDS.keySet())
                                .map(near -> misspelt(node, text, outcome).hint(SpellChecker.question(near)))
                                .orElseGet(() -> misspelt(node, text, outcome)));
                    } else if (node.operator() == BinaryOperator.EQUAL) {
                        ofOtherKind(node, type.arguments().get(0), kind, text.value());
                    }
                }
            }

            /** {@code string.find(s, ':') == -1} */
            private void found(Expression.Binary node, Expression place, Expression number) {
                boolean negative = number instanceof Expression.Unary minus
                        && minus.operator() == UnaryOperator.NEGATE
                        && minus.operand() instanceof Expression.Numeral;
                boolean zero = number instanceof Expression.Numeral numeral && numeral.value() == 0;
                Expression value = script.definitions().resolved(place);
                boolean function = value instanceof Expression.Call call
                        && LibraryCall.of(script, call)
                                .filter(library -> library.function().path().equals("string.find"))
                                .isPresent();
                boolean method = value instanceof Expression.MethodCall found
                        && LibraryCall.of(script, found)
                                .filter(library -> library.function().path().equals("string.find"))
                                .isPresent();
                if ((negative || zero) && (function || method)) {
                    findings.accept(script.warning(
                                    CODE,
                                    "string.find gives nil where it finds nothing, so this is "
                                            + (node.operator() == BinaryOperator.EQUAL ? "never" : "always") + " so",
                                    node)
                            .hint("compare it with nil"));
                }
            }

            /** {@code x and nil or 1} */
            private void neverFirst(Expression.Binary node) {
                if (node.operator() == BinaryOperator.OR
                        && node.left() instanceof Expression.Binary both
                        && both.operator() == BinaryOperator.AND
                        && (both.right() instanceof Expression.Nil
                                || (both.right() instanceof Expression.Bool literal && !literal.value()))) {
                    findings.accept(script.warning(
                                    CODE,
                                    "what is in front of \"or\" never holds, so this is always the last value",
                                    node)
                            .hint("use if, or change the two values"));
                }
            }

            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (script.bindings().isGlobal(node.callee(), "pcall")
                        && !node.arguments().isEmpty()
                        && node.arguments().get(0) instanceof Expression.Member member
                        && member.name().text().equals("pcall")
                        && script.commands().at(node).isPresent()) {
                    findings.accept(
                            script.warning(CODE, "redis.pcall raises no error, so pcall always gives true", node)
                                    .hint("write pcall(redis.call, …), or redis.pcall(…) alone"));
                }
                if (script.bindings().isGlobal(node.callee(), "assert")
                        && node.arguments().size() > 1
                        && node.arguments().get(0) instanceof Expression.Str text) {
                    findings.accept(script.warning(CODE, "a text always holds, so this asserts nothing", text)
                            .hint("the condition comes first, and then the message"));
                }
            }

            private Diagnostic misspelt(Expression.Binary node, Expression.Str text, String outcome) {
                return script.warning(CODE, "no type is called \"" + text.value() + "\", so this " + outcome, node);
            }

            private void ofOtherKind(Expression.Binary node, Expression value, int kind, String name) {
                ValueType type = script.types().of(value);
                boolean entry = value instanceof Expression.Index index
                        && (script.bindings().isGlobal(index.object(), "KEYS")
                                || script.bindings().isGlobal(index.object(), "ARGV"));
                if (type.kinds() != 0
                        && !type.can(kind)
                        && !name.equals("table") // it may ask for an error, as of redis.pcall
                        && (type.isReply() || entry)
                        && !repeated.contains(node.start() + ":" + node.end())) {
                    findings.accept(script.warning(
                            CODE, "this is " + type.inWords() + ", and its type is never \"" + name + "\"", node));
                }
            }
        }.walk(script.chunk().block());
    }
}
