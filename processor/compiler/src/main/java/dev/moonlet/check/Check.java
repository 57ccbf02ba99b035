package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import java.util.function.Consumer;

/** Looks for one kind of mistake. Checks are stateless. */
interface Check {

    /** Reports what it finds, at places of the linked text. */
    void run(AnalyzedScript script, Consumer<Diagnostic> findings);
}
