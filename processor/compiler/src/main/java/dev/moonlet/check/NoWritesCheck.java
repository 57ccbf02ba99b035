package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.redis.CommandTable;
import dev.moonlet.redis.ScriptFlags;
import dev.moonlet.redis.Shebang;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** A command that writes, in a script that says it does not. */
final class NoWritesCheck implements Check {

    private static final String CODE = "write-in-no-writes";

    /** Commands that servers send to replicas, although they change no key. */
    private static final Set<String> REPLICATED = Set.of("PFCOUNT", "PUBLISH", "SPUBLISH");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        if (!Shebang.isIn(script.chunk().file())
                || !Shebang.of(script.chunk().file()).flags().contains(ScriptFlags.NO_WRITES)) {
            return;
        }
        for (CommandCall call : script.commands().all()) {
            String name =
                    call.words().isEmpty() ? "" : call.words().get(0).literal().orElse("");
            if (CommandTable.get().isWriting(call.literals())) {
                findings.accept(script.error(CODE, "the script says no-writes, and " + name + " writes", call.node()));
            } else if (REPLICATED.contains(name.toUpperCase(Locale.ROOT))) {
                findings.accept(script.error(
                        CODE,
                        "the script says no-writes, and " + name + " goes to replicas, which servers take for a write",
                        call.node()));
            }
        }
    }
}
