package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.diagnostic.Diagnostic;
import java.util.function.Consumer;

/** Another database, in a script that keeps the outcomes of requests: the outcome would be kept there, and not be found by a repeat. */
final class RequestDatabaseCheck implements Check {

    private static final String CODE = "once-select";
    private static final String COMMAND = "select";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        if (script.signature().request().isEmpty()) {
            return;
        }
        for (CommandCall call : script.commands().all()) {
            boolean selects = call.words().stream()
                    .findFirst()
                    .flatMap(CommandCall.Word::literal)
                    .filter(COMMAND::equalsIgnoreCase)
                    .isPresent();
            if (selects) {
                findings.accept(script.warning(
                                CODE,
                                "after SELECT the outcome of a request is kept in another database than the one where a repeat"
                                        + " looks for it",
                                call.node())
                        .hint("remove SELECT: use a connection of the other database"));
            }
        }
    }
}
