package dev.moonlet.check;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Calculating with a reply, joining it to a string or ordering it, where it can be false for what is not there. A script that
 * asked for the key before, or wrote to it, may know that it is there: scripts are atomic.
 */
final class MissingReplyCheck implements Check {

    private static final String CODE = "missing-reply";

    private static final Set<String> CALLS = Set.of("call", "pcall");

    /** Commands of which the reply is false for what is not there; all others tell of a key, or write to it. */
    private static final Set<String> ASKING_FOR_A_VALUE = Set.of(
            "GET",
            "GETDEL",
            "GETSET",
            "HGET",
            "LINDEX",
            "LPOP",
            "RPOP",
            "RPOPLPUSH",
            "SPOP",
            "SRANDMEMBER",
            "ZSCORE",
            "DEL",
            "UNLINK",
            "EXPIRE",
            "PEXPIRE");

    @Override
    public void run(CheckedScript script, Consumer<Diagnostic> findings) {
        String text = script.chunk().file().text();
        Map<String, Integer> known = keysKnown(script, text);
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
                super.visit(node);
                if (node.operator() != UnaryOperator.NOT) {
                    check(node.operand(), "this");
                }
            }

            private void check(Expression.Binary node, String what) {
                check(node.left(), what);
                check(node.right(), what);
            }

            private void check(Expression operand, String what) {
                ValueType type = script.types().of(operand);
                if (type.isReply() && type.can(ValueType.FALSE) && !isKnown(operand)) {
                    findings.accept(script.warning(
                                    CODE,
                                    "the reply of " + type.command() + " is false if there is nothing, and " + what
                                            + " then fails",
                                    operand)
                            .hint("say what it is then: (x or 0), or ask first"));
                }
            }

            private boolean isKnown(Expression operand) {
                return key(script.definitions().resolved(operand), text)
                        .map(key -> known.getOrDefault(key, Integer.MAX_VALUE))
                        .filter(told -> told < operand.start())
                        .isPresent();
            }
        }.walk(script.chunk().block());
    }

    /** The keys that commands tell of, as they are written, with the place of the first one. */
    private static Map<String, Integer> keysKnown(CheckedScript script, String text) {
        Map<String, Integer> known = new HashMap<>();
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                boolean asksForValue = !node.arguments().isEmpty()
                        && node.arguments().get(0) instanceof Expression.Str command
                        && ASKING_FOR_A_VALUE.contains(command.value().toUpperCase(Locale.ROOT));
                if (isRedisCall(script, node) && !asksForValue) {
                    key(node, text).ifPresent(key -> known.putIfAbsent(key, node.start()));
                }
            }
        }.walk(script.chunk().block());
        return known;
    }

    private static boolean isRedisCall(CheckedScript script, Expression.Call node) {
        return node.callee() instanceof Expression.Member function
                && script.bindings().isGlobal(function.object(), "redis")
                && CALLS.contains(function.name().text());
    }

    /** The first argument behind the command, as it is written. */
    private static Optional<String> key(Expression reply, String text) {
        return reply instanceof Expression.Call call && call.arguments().size() > 1
                ? Optional.of(text.substring(
                        call.arguments().get(1).start(), call.arguments().get(1).end()))
                : Optional.empty();
    }
}
