package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.Fractions;
import dev.moonlet.analysis.ResultValue;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.script.LuaType;
import java.util.function.Consumer;

/** Returning a number that can have a fraction where Redis, which replies integers alone, cuts it. */
final class FractionCutCheck implements Check {

    private static final String CODE = "fraction-cut";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        for (ResultValue value : script.results().values()) {
            if (isCut(value.present()) && !value.isOneOfSeveral() && Fractions.canHaveFraction(script, value.value())) {
                String declared = value.type() == LuaType.Scalar.ANY
                        ? ""
                        : " is " + value.type().notation() + ", and this";
                findings.accept(script.warning(
                                CODE, value.what() + declared + " can have a fraction, which Redis cuts", value.value())
                        .hint("math.floor(…) it, or "
                                + (script.library().isPresent() ? "tostring(…) it" : "declare number")));
            }
        }
    }

    private static boolean isCut(LuaType type) {
        return type == LuaType.Scalar.INTEGER
                || type == LuaType.Scalar.INT64
                || type == LuaType.Scalar.MILLISECONDS
                || type == LuaType.Scalar.SECONDS
                || type == LuaType.Scalar.ANY;
    }
}
