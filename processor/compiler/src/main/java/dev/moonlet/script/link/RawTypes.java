package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.ScriptSignature;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks that what a function of a library declares needs no Lua of Moonlet's, because libraries are loaded as they stand. */
final class RawTypes {

    private static final String CODE = "function-library";

    private static final String ARGUMENTS =
            "declare string, integer, int64, number, boolean, milliseconds, seconds, json or msgpack, and at the end also T...";

    private static final Set<LuaType> SENT_AS_TEXT = Set.of(
            LuaType.Scalar.ANY,
            LuaType.Scalar.STRING,
            LuaType.Scalar.INTEGER,
            LuaType.Scalar.INT64,
            LuaType.Scalar.NUMBER,
            LuaType.Scalar.BOOLEAN,
            LuaType.Scalar.MILLISECONDS,
            LuaType.Scalar.SECONDS,
            LuaType.Scalar.JSON,
            LuaType.Scalar.MSGPACK);

    private RawTypes() {}

    static void check(ScriptSignature signature, Diagnostics diagnostics) {
        entries(signature.keys(), diagnostics);
        entries(signature.arguments(), diagnostics);
        signature
                .result()
                .filter(result -> result.casts()
                        || LuaResultEncoder.of(Optional.of(result), true).isNeeded())
                .ifPresent(result -> diagnostics.add(error(
                                "the result of a function can't be "
                                        + result.type().notation(),
                                result.place())
                        .hint("declare what the server replies: integer, string, status, json, or lists of these")));
    }

    private static void entries(List<Declaration> entries, Diagnostics diagnostics) {
        for (int i = 0; i < entries.size(); i++) {
            Declaration entry = entries.get(i);
            boolean last = i == entries.size() - 1;
            if (entry.rest() ? !last : entry.isOptional() || !SENT_AS_TEXT.contains(entry.type())) {
                diagnostics.add(error(
                                entry.kind() + " \"" + entry.name() + "\" of a function can't be " + entry.notation()
                                        + (last ? "" : " here"),
                                entry.place())
                        .hint(ARGUMENTS));
            } else if (entry.kind() == Declaration.Kind.SHARD) {
                diagnostics.add(error("a function of a library has no shard", entry.place())
                        .hint("write it as a script, which Moonlet can give the tag of a shard"));
            } else if (entry.kind() == Declaration.Kind.REQUEST) {
                diagnostics.add(error("a function of a library keeps no outcomes", entry.place())
                        .hint("write it as a script, which Moonlet can have look for a kept outcome first"));
            }
        }
    }

    private static Diagnostic error(String message, Label place) {
        return Diagnostic.error(CODE, message, place.file(), place.span())
                .note(
                        "the function reads its parameters and returns its result itself: its library is loaded as it stands");
    }
}
