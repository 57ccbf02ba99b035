package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.CommandTable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** All elements of a list are given to a command that takes at least one, and the script does not ask whether there is one. */
final class EmptyUnpackCheck implements Check {

    private static final String CODE = "empty-unpack";

    /** What goes through a list, and tells nothing of its length. */
    private static final Set<String> GOING_THROUGH = Set.of("unpack", "ipairs", "pairs");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Map<Variable, Integer> goneThrough = goneThrough(script);
        for (CommandCall call : script.commands().all()) {
            unpacked(script, call).ifPresent(list -> {
                ValueType type = script.types().of(list);
                boolean asked = list instanceof Expression.Variable name
                        && script.bindings()
                                .variable(name)
                                .filter(variable ->
                                        script.bindings().reads(variable) == goneThrough.getOrDefault(variable, 0))
                                .isEmpty();
                if (!asked
                        && type.isReply()
                        && type.isOnly(ValueType.TABLE)
                        && canBeEmpty(script, list)
                        && needsMore(script, call)) {
                    findings.accept(script.warning(
                                    CODE,
                                    "the reply of " + type.command() + " can be empty, and "
                                            + call.words().get(0).literal().orElse("the command")
                                            + " then lacks arguments",
                                    list)
                            .hint("ask first: #list > 0"));
                }
            });
        }
    }

    /** What a call gives all elements of, at its end. */
    private static Optional<Expression> unpacked(AnalyzedScript script, CommandCall call) {
        List<Expression> arguments = call.node() instanceof Expression.Call node ? node.arguments() : List.of();
        return call.open()
                        && !call.caught()
                        && !arguments.isEmpty()
                        && arguments.get(arguments.size() - 1) instanceof Expression.Call last
                        && script.bindings().isGlobal(last.callee(), "unpack")
                        && last.arguments().size() == 1
                ? Optional.of(last.arguments().get(0))
                : Optional.empty();
    }

    /** Lists with an element for each word of the call are never empty. */
    private static boolean canBeEmpty(AnalyzedScript script, Expression list) {
        return script.commands()
                .at(script.definitions().resolved(list))
                .flatMap(call -> call.words().get(0).literal())
                .filter(name -> !Set.of("HMGET", "MGET", "SMISMEMBER", "TIME", "ZMSCORE")
                        .contains(name.toUpperCase(Locale.ROOT)))
                .isPresent();
    }

    private static boolean needsMore(AnalyzedScript script, CommandCall call) {
        return CommandTable.get()
                .refusal(call.literals(), false, script.checks().servers())
                .isPresent();
    }

    /** How often each list is only gone through. */
    private static Map<Variable, Integer> goneThrough(AnalyzedScript script) {
        Map<Variable, Integer> counts = new HashMap<>();
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (node.callee() instanceof Expression.Variable function
                        && script.bindings().isGlobal(function, function.name())
                        && GOING_THROUGH.contains(function.name())
                        && !node.arguments().isEmpty()
                        && node.arguments().get(0) instanceof Expression.Variable list) {
                    script.bindings().variable(list).ifPresent(variable -> counts.merge(variable, 1, Integer::sum));
                }
            }
        }.walk(script.chunk().block());
        return counts;
    }
}
