package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Node;
import dev.moonlet.redis.CommandTable;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Commands that do not do in a script what they do elsewhere; and, where a project asks for it, those that have a successor, and
 * those that read all that there is.
 */
final class CommandAdviceCheck implements Check {

    private static final String DEPRECATED = "deprecated-command";
    private static final String BLOCKING = "blocking-command";
    private static final String WHOLE = "whole-collection";

    private static final Set<String> READING_ALL = Set.of("KEYS", "SMEMBERS", "HGETALL", "HKEYS", "HVALS");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        for (CommandCall call : script.commands().all()) {
            Node place = call.node();
            CommandTable.get().deprecation(call.literals()).ifPresent(deprecation -> {
                Diagnostic found = script.warning(
                        DEPRECATED, deprecation.command() + " is deprecated since " + deprecation.since(), place);
                findings.accept(
                        deprecation.replacement().isEmpty()
                                ? found
                                : found.hint("use " + deprecation.replacement().replace("`", "")));
            });
            String name = call.command();
            if (CommandTable.get().isBlocking(call.literals())
                    && CommandTable.get()
                            .refusal(
                                    call.literals(),
                                    call.open(),
                                    script.checks().servers())
                            .isEmpty()) {
                findings.accept(script.warning(BLOCKING, name + " does not wait in a script", place)
                        .hint("it replies at once, as if its time were over"));
            }
            if (READING_ALL.contains(name)) {
                findings.accept(script.warning(
                                WHOLE, name + " reads all that there is, and keeps the server busy", place)
                        .hint(name.equals("KEYS") ? "SCAN goes in steps" : "the command that scans goes in steps"));
            }
        }
    }
}
