package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import dev.moonlet.script.ReturnedError;
import dev.moonlet.script.ScriptSignature;
import dev.moonlet.script.directive.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers the values that a script and what it includes return for failures. */
final class ReturnedErrorsReader {

    private static final Set<String> DIGITS_OF_BOOLEANS = Set.of("0", "1");

    private final Diagnostics diagnostics;
    private final List<ReturnedError> errors = new ArrayList<>();

    ReturnedErrorsReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** What has been read. */
    List<ReturnedError> found() {
        return errors;
    }

    /** Reads one; the same declaration in several included files counts once. */
    void read(Splice splice, Directive.Failure directive) {
        Label place = new Label(splice.file().file(), directive.nameSpan(), "");
        ReturnedError error =
                new ReturnedError(directive.kind(), directive.code(), directive.name(), directive.text(), place);
        for (ReturnedError other : errors) {
            boolean sameCode = other.kind() == error.kind() && other.code().equals(error.code());
            boolean sameName = Names.normalized(other.name()).equals(Names.normalized(error.name()));
            if (sameCode && sameName) {
                return;
            }
            if (sameCode || sameName) {
                diagnostics.add(Diagnostic.error(
                                "duplicate-declaration",
                                (sameCode ? "the error " + error.code() : "the error \"" + error.name() + "\"")
                                        + " is declared twice",
                                place.file(),
                                sameCode ? directive.codeSpan() : directive.nameSpan())
                        .related(other.place().file(), other.place().span(), "first declared here")
                        .reachedBy(splice.chain()));
                return;
            }
        }
        errors.add(error);
    }

    /** Reports the values that can't be distinguished from the declared result. */
    static void check(List<ReturnedError> errors, Optional<ScriptSignature.Result> result, Diagnostics diagnostics) {
        for (ReturnedError error : errors) {
            result.flatMap(declared -> clash(error, declared))
                    .ifPresent(hint -> diagnostics.add(Diagnostic.error(
                                    "bad-directive",
                                    "the error " + error.code() + " can't be distinguished from a result that is "
                                            + result.get().type().notation(),
                                    error.place().file(),
                                    error.place().span())
                            .hint(hint)));
        }
    }

    /** Why a value can't be distinguished from a result: what would help. */
    private static Optional<String> clash(ReturnedError error, ScriptSignature.Result result) {
        LuaType type = result.type().present();
        String raise = "let the script raise it: error('…')";
        if (result.casts()) {
            return Optional.of("declare it with ---@return, which does not convert what the script returns");
        }
        if (type == LuaType.Scalar.NIL) {
            return Optional.of("declare ---@return integer, or what else the script returns");
        }
        if (error.kind() == ReturnedError.Kind.NIL) {
            return result.type().mayBeNil()
                    ? Optional.of("leave out one of the two")
                    : Optional.of(raise).filter(hint -> type == LuaType.Scalar.JSON);
        }
        if (isOrHas(type, LuaType.Scalar.BOOLEAN) && DIGITS_OF_BOOLEANS.contains(error.code())) {
            return Optional.of("booleans are sent as 1 and 0: choose another code");
        }
        boolean packed = type == LuaType.Scalar.MSGPACK
                || (type == LuaType.Scalar.JSON && error.kind() == ReturnedError.Kind.STRING);
        return Optional.of(raise).filter(hint -> packed);
    }

    private static boolean isOrHas(LuaType type, LuaType part) {
        return type == part
                || (type instanceof LuaType.Union union && union.alternatives().contains(part));
    }
}
