package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.Fractions;
import dev.moonlet.analysis.ResultValue;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.script.LuaType;
import java.util.function.Consumer;

/** Returning a number that can have a fraction where Redis, which replies integers alone, cuts it. */
final class FractionCutCheck implements Check {

    private static final String CODE = "fraction-cut";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        boolean changesTables = script.changesTables();
        for (ResultValue value : script.results().values()) {
            if (changesTables && canBeOfTable(script, value.value())) {
                continue; // a function of the script may do it
            }
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

    /** Whether an operator, or a function that may use one, gets what can be a table. */
    private static boolean canBeOfTable(AnalyzedScript script, Expression value) {
        Expression resolved = script.definitions().resolved(value);
        return resolved instanceof Expression.Binary binary
                ? script.types().of(binary.left()).can(ValueType.TABLE)
                        || script.types().of(binary.right()).can(ValueType.TABLE)
                : resolved instanceof Expression.Call call
                        && call.arguments().stream()
                                .anyMatch(
                                        argument -> script.types().of(argument).can(ValueType.TABLE));
    }

    private static boolean isCut(LuaType type) {
        return type == LuaType.Scalar.INTEGER
                || type == LuaType.Scalar.INT64
                || type == LuaType.Scalar.MILLISECONDS
                || type == LuaType.Scalar.SECONDS
                || type == LuaType.Scalar.ANY;
    }
}
