package dev.moonlet.internal.protocol;

import dev.moonlet.LibraryConflictException;
import java.nio.charset.StandardCharsets;

/**
 * What a server has in the place of a library that is loaded as it is given.
 *
 * @param found what it has, for the message
 */
public record LibraryConflict(String found) {

    /** A library of the same name. */
    public static LibraryConflict ofText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new LibraryConflict("the server has one of digest " + LinkedScript.sha1(bytes));
    }

    /** An error reply, which rejects the library because of another one. */
    public static LibraryConflict ofError(String error) {
        return new LibraryConflict("the server refuses it: " + error);
    }

    /** What a call fails with. */
    public LibraryConflictException toException(LinkedScript script) {
        String library = script instanceof LibraryFunction function ? function.library() : script.name();
        return new LibraryConflictException(script.name(), library, script.digest(), found);
    }
}
