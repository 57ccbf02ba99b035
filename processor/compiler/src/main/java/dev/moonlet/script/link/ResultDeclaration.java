package dev.moonlet.script.link;

import dev.moonlet.script.ReturnedError;
import dev.moonlet.script.ScriptSignature;
import java.util.List;
import java.util.Optional;

/**
 * What is declared of a script's result outside of the script.
 *
 * @param result the result; empty if nothing is said about it
 * @param errors the values that the script returns for failures
 */
record ResultDeclaration(Optional<ScriptSignature.Result> result, List<ReturnedError> errors) {

    /** Nothing. */
    static final ResultDeclaration NONE = new ResultDeclaration(Optional.empty(), List.of());

    ResultDeclaration {
        errors = List.copyOf(errors);
    }
}
