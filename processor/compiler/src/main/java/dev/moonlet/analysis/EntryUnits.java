package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.redis.NumberWords;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.ScriptSignature;
import dev.moonlet.script.link.LinkedChunk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** In which units commands take entries of {@code ARGV} as times to live. */
public final class EntryUnits {

    private EntryUnits() {}

    /** The units of a linked script's entries, by their index. Entries that no command takes in this way are left out. */
    public static Map<Integer, Set<LuaType.Scalar>> of(LinkedChunk linked, ScriptSignature signature) {
        AnalyzedScript script = AnalyzedScript.of(linked, signature);
        Map<Integer, Set<LuaType.Scalar>> units = new HashMap<>();
        for (CommandCall call : script.commands().all()) {
            NumberWords.of(call.literals())
                    .filter(word -> word.meaning() != NumberWords.Meaning.NUMBER)
                    .ifPresent(word -> {
                        int index = entry(script, call.words().get(word.place()).expression());
                        boolean seconds = word.meaning() == NumberWords.Meaning.SECONDS;
                        units.computeIfAbsent(index, first -> new HashSet<>())
                                .add(seconds ? LuaType.Scalar.SECONDS : LuaType.Scalar.MILLISECONDS);
                    });
        }
        units.remove(0);
        return units;
    }

    /** The index of the entry that an expression is, or is made a number of; 0 if it is none. */
    private static int entry(AnalyzedScript script, Expression expression) {
        Expression value = script.definitions().resolved(expression);
        if (value instanceof Expression.Call call
                && script.bindings().isGlobal(call.callee(), "tonumber")
                && call.arguments().size() == 1) {
            value = script.definitions().resolved(call.arguments().get(0));
        }
        return value instanceof Expression.Index index
                        && script.bindings().isGlobal(index.object(), "ARGV")
                        && index.key() instanceof Expression.Numeral numeral
                ? (int) numeral.value()
                : 0;
    }
}
