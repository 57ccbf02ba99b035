package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import dev.moonlet.script.ScriptSignature;
import java.util.Optional;

/** What the position of a resumable script asks of the rest of its signature: a key, and a field of the result for the next one. */
final class PositionChecker {

    private final Declaration position;
    private final Diagnostics diagnostics;

    private PositionChecker(Declaration position, Diagnostics diagnostics) {
        this.position = position;
        this.diagnostics = diagnostics;
    }

    static void check(ScriptSignature signature, Diagnostics diagnostics) {
        signature.position().ifPresent(position -> {
            PositionChecker checker = new PositionChecker(position, diagnostics);
            checker.checkKeys(signature);
            checker.checkResult(signature);
        });
    }

    private void checkKeys(ScriptSignature signature) {
        if (signature.keys().isEmpty()) {
            diagnostics.add(error(
                            "resume-without-key",
                            "the script goes on from \"" + position.name() + "\", but has no key",
                            position.place())
                    .hint("a position is one in the data of a key: declare ---@key name"));
        }
    }

    private void checkResult(ScriptSignature signature) {
        String wanted = position.name() + ": " + position.type().notation() + "?";
        Optional<LuaType> type = signature.result().map(ScriptSignature.Result::type);
        if (type.isEmpty() || !(type.get() instanceof LuaType.Table table)) {
            report(
                    "the result has no field \"" + position.name() + "\" for the position of the next slice",
                    signature.result().map(ScriptSignature.Result::place).orElse(position.place()),
                    "declare ---@return { " + wanted + " }, which is nil in the last slice");
            return;
        }
        Optional<LuaType.Field> field = table.fields().stream()
                .filter(found -> Names.normalized(found.name()).equals(Names.normalized(position.name())))
                .findFirst();
        Label place = signature.result().orElseThrow().place();
        if (field.isEmpty()) {
            report(
                    "the result has no field \"" + position.name() + "\" for the position of the next slice",
                    place,
                    "add " + wanted + " to it, which is nil in the last slice");
        } else if (!field.get().type().mayBeNil()
                || !field.get().type().present().equals(position.type())) {
            report(
                    "field \"" + field.get().name() + "\" is "
                            + field.get().type().notation() + ", but the position is "
                            + position.type().notation(),
                    new Label(place.file(), field.get().span(), ""),
                    "write " + wanted + ", which is nil in the last slice");
        }
    }

    private void report(String message, Label place, String hint) {
        diagnostics.add(error("resume-result", message, place).hint(hint));
    }

    private static Diagnostic error(String code, String message, Label place) {
        return Diagnostic.error(code, message, place.file(), place.span());
    }
}
