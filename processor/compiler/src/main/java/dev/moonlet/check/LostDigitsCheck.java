package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.script.link.JoinedIntegers;
import java.util.function.Consumer;

/** A declared integer that becomes text where the linker can't write all its digits: Lua writes 14. */
final class LostDigitsCheck implements Check {

    private static final String CODE = "lost-digits";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        JoinedIntegers.of(script.chunk(), script.bindings(), script.declarations())
                .lost()
                .forEach(lost -> findings.accept(
                        script.warning(CODE, "this becomes text, and Lua writes 14 digits of an integer", lost)
                                .hint("declare int64, which keeps all of them")));
    }
}
