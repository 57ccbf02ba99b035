package dev.moonlet.script;

import dev.moonlet.diagnostic.Label;

/**
 * A key or an argument that a script declares.
 *
 * @param kind whether it is an entry of {@code KEYS} or of {@code ARGV}
 * @param name its name, which is also that of the Lua local
 * @param type its type; that of a key is string
 * @param description the text behind it; may be empty
 * @param place where it is declared
 */
public record Declaration(Kind kind, String name, LuaType type, String description, Label place) {

    /** What a declaration is an entry of. */
    public enum Kind {
        /** An entry of {@code KEYS}. */
        KEY("key"),
        /** An entry of {@code ARGV}. */
        ARGUMENT("argument");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
