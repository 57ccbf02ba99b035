package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.source.Span;
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
        new Walker() {
            @Override
            protected void visit(Statement.If node) {
                node.branches().forEach(branch -> condition(branch.condition()));
                super.visit(node);
            }

            @Override
            protected void visit(Statement.While node) {
                condition(node.condition());
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Repeat node) {
                condition(node.condition());
                super.visit(node);
            }

            private void condition(Expression condition) {
                if (condition instanceof Expression.Parenthesized inner) {
                    condition(inner.inner());
                } else if (condition instanceof Expression.Unary not && not.operator() == UnaryOperator.NOT) {
                    condition(not.operand());
                } else if (condition instanceof Expression.Binary binary
                        && (binary.operator() == BinaryOperator.OR || binary.operator() == BinaryOperator.AND)) {
                    condition(binary.left());
                    condition(binary.right());
                    if (binary.operator() == BinaryOperator.OR && binary.right() instanceof Expression.Str text) {
                        alternative(binary.left(), text);
                    }
                } else if (condition instanceof Expression.Variable name) {
                    function(name);
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
                if (condition instanceof Expression.Parenthesized inner) {
                    return compared(inner.inner());
                }
                if (!(condition instanceof Expression.Binary binary)) {
                    return Optional.empty();
                }
                return switch (binary.operator()) {
                    case EQUAL ->
                        Optional.of(script.chunk()
                                .file()
                                .text(new Span(
                                        binary.left().start(), binary.left().end())));
                    case OR ->
                        binary.right() instanceof Expression.Str ? compared(binary.left()) : compared(binary.right());
                    default -> Optional.empty();
                };
            }

            /** {@code if exists then}, of a function of the script. */
            private void function(Expression.Variable name) {
                if (script.types().of(name).isOnly(ValueType.FUNCTION)
                        && script.types().of(name).kinds() != 0
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
                if (node.operator() != BinaryOperator.EQUAL && node.operator() != BinaryOperator.NOT_EQUAL) {
                    return;
                }
                type(node, node.left(), node.right());
                type(node, node.right(), node.left());
            }

            /** {@code type(v) == 'str'} */
            private void type(Expression.Binary node, Expression call, Expression name) {
                if (!(call instanceof Expression.Call type)
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
