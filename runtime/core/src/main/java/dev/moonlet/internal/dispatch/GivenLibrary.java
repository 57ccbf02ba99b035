package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.LibraryConflict;
import dev.moonlet.internal.protocol.LibraryFunction;
import dev.moonlet.internal.protocol.RetryableError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A library that was named by its author, while it is loaded: whether the server has it, or another one in its place. For use by
 * one thread at a time.
 */
final class GivenLibrary {

    /** What became of it. */
    enum State {
        /** The server did not have it, and has it now. */
        LOADED,
        /** The server had it already. */
        THERE,
        /** The server can't load it now. */
        LATER,
        /** The server has refused it. It may still be there, which the answer to a call tells. */
        REFUSED,
        /** The server has another library in its place. */
        CONFLICT
    }

    private final LibraryFunction function;
    private @Nullable String loadError;
    private LibraryConflict conflict = new LibraryConflict("");

    GivenLibrary(LibraryFunction function) {
        this.function = function;
    }

    LibraryFunction function() {
        return function;
    }

    /** Why it was not loaded; empty if it was. */
    String error() {
        return loadError == null ? "" : loadError;
    }

    /** What the server has in its place. */
    LibraryConflict conflict() {
        return conflict;
    }

    /** The answer to {@code FUNCTION LOAD}. */
    void loaded(@Nullable String error) {
        loadError = error;
    }

    /**
     * The answer to {@code FUNCTION LIST}, behind the other one.
     *
     * @param error its error reply
     * @param text the text of the library of this name that the server has; empty if there is none
     */
    State listed(@Nullable String error, Optional<String> text) {
        boolean same = text.filter(function.libraryText()::equals).isPresent();
        if (text.isPresent() && !same) {
            conflict = LibraryConflict.ofText(text.get());
            return State.CONFLICT;
        }
        if (loadError == null) {
            return State.LOADED;
        }
        if (same || (error != null && RetryableError.isLibraryThere(loadError))) {
            return State.THERE;
        }
        if (RetryableError.isFunctionThere(loadError)) {
            conflict = LibraryConflict.ofError(loadError);
            return State.CONFLICT;
        }
        return RetryableError.isPassing(loadError) && !RetryableError.isOfReplica(loadError)
                ? State.LATER
                : State.REFUSED;
    }
}
