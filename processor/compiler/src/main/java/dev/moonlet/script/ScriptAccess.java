package dev.moonlet.script;

import java.util.List;

/**
 * What a script reads and writes, as far as its text shows.
 *
 * @param commands the commands that it calls, in capitals, those with subcommands as {@code CONFIG GET}, in alphabetical order
 * @param keys the keys that it gives them, in the order in which they are first used
 * @param complete whether that is all: each command has its name written out, and each key is declared, derived or a literal
 */
public record ScriptAccess(List<String> commands, List<Key> keys, boolean complete) {

    /** Of a script that has not been checked. */
    public static final ScriptAccess UNKNOWN = new ScriptAccess(List.of(), List.of(), false);

    /** Copies the lists. */
    public ScriptAccess {
        commands = List.copyOf(commands);
        keys = List.copyOf(keys);
    }

    /** Whether a key is declared. */
    public enum Kind {
        /** It is declared, or an entry of {@code KEYS}. */
        DECLARED,
        /** It is built from one that is declared. */
        DERIVED,
        /** It is a literal, or built from an argument or a reply. */
        UNDECLARED,
        /** It is not known. */
        UNKNOWN
    }

    /**
     * A key, or all keys that are built from one.
     *
     * @param kind whether it is declared
     * @param name the declared key that it is or is built from, {@code KEYS[1]} where it has no name, or the text of a literal;
     *     may be empty
     * @param read whether a command reads it
     * @param written whether a command writes to it
     */
    public record Key(Kind kind, String name, boolean read, boolean written) {}
}
