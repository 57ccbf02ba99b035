package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.analysis.Fractions;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.redis.CommandTable;
import dev.moonlet.redis.NumberWords;
import dev.moonlet.script.LuaType;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Times to live and increments: in another unit than the command takes, not positive, or with a fraction. */
final class CommandNumberCheck implements Check {

    private static final String UNIT = "expiry-unit";
    private static final String POSITIVE = "expiry-not-positive";
    private static final String FRACTION = "fraction-in-command";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        for (CommandCall call : script.commands().all()) {
            NumberWords.of(call.literals()).ifPresent(word -> check(script, call, word, findings));
            Set<Integer> whole = new TreeSet<>(CommandTable.get().integers(call.literals()));
            NumberWords.of(call.literals()).ifPresent(word -> whole.add(word.place()));
            if (!call.caught() && !call.guarded()) {
                whole.forEach(place -> checkFraction(script, call, place, findings));
            }
        }
    }

    private static void checkFraction(
            AnalyzedScript script, CommandCall call, int place, Consumer<Diagnostic> findings) {
        Expression value = call.words().get(place).expression();
        if (Fractions.canHaveFraction(script, value)) {
            String command = call.words().get(0).literal().orElse("");
            findings.accept(script.warning(FRACTION, "this can have a fraction, which " + command + " refuses", value)
                    .hint("math.ceil(…) it, or math.floor(…)"));
        }
    }

    private static void check(
            AnalyzedScript script, CommandCall call, NumberWords.NumberWord word, Consumer<Diagnostic> findings) {
        CommandCall.Word given = call.words().get(word.place());
        Expression value = given.expression();
        String command = call.words().get(0).literal().orElse("");
        declaredUnit(script, value)
                .filter(unit -> isOther(unit, word.meaning()))
                .ifPresent(unit -> findings.accept(script.warning(
                        UNIT,
                        "this is in " + unit.notation() + ", and " + command + " takes "
                                + (word.meaning() == NumberWords.Meaning.SECONDS ? "seconds" : "milliseconds")
                                + " here",
                        value)));
        if (word.positive()
                && isWrittenOut(value)
                && given.literal().filter(CommandNumberCheck::isNotPositive).isPresent()) {
            findings.accept(script.error(POSITIVE, command + " refuses a time to live that is not positive", value));
        }
    }

    /** Whether it is no constant, of which a condition may have asked before. */
    private static boolean isWrittenOut(Expression value) {
        return !(value instanceof Expression.Variable) && !(value instanceof Expression.Member);
    }

    private static boolean isNotPositive(String text) {
        return text.matches("0+|-\\d+");
    }

    private static boolean isOther(LuaType declared, NumberWords.Meaning meaning) {
        return (declared == LuaType.Scalar.MILLISECONDS && meaning == NumberWords.Meaning.SECONDS)
                || (declared == LuaType.Scalar.SECONDS && meaning == NumberWords.Meaning.MILLISECONDS);
    }

    /** The type of a declared argument that is used as it is. */
    private static Optional<LuaType> declaredUnit(AnalyzedScript script, Expression value) {
        return value instanceof Expression.Variable variable ? script.declaredType(variable) : Optional.empty();
    }
}
