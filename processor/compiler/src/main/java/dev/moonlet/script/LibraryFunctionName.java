package dev.moonlet.script;

import java.util.Optional;

/**
 * A function of a library, as {@code @LuaScript("accounts#transfer")} names it.
 *
 * @param library the name of the library: as a file, where it is written so, or as servers know it
 * @param function the name of the function
 */
public record LibraryFunctionName(String library, String function) {

    private static final char MARK = '#';

    /** Reads a name, as written; empty if it is that of a script. */
    public static Optional<LibraryFunctionName> of(String written) {
        int mark = written.lastIndexOf(MARK);
        return mark < 0
                ? Optional.empty()
                : Optional.of(new LibraryFunctionName(written.substring(0, mark), written.substring(mark + 1)));
    }

    /** The name, as it is written. */
    @Override
    public String toString() {
        return library + MARK + function;
    }
}
