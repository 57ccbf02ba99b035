package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.redis.CommandTable;
import dev.moonlet.redis.ScriptFlags;
import dev.moonlet.redis.Shebang;
import java.util.function.Consumer;

/** A command that writes, in a script that says it does not. */
final class NoWritesCheck implements Check {

    private static final String CODE = "write-in-no-writes";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        if (!Shebang.isIn(script.chunk().file())
                || !Shebang.of(script.chunk().file()).flags().contains(ScriptFlags.NO_WRITES)) {
            return;
        }
        for (CommandCall call : script.commands().all()) {
            if (CommandTable.get().isWriting(call.literals())) {
                String name = call.words().get(0).literal().orElse("");
                findings.accept(script.error(CODE, "the script says no-writes, and " + name + " writes", call.node()));
            }
        }
    }
}
