package dev.moonlet.script;

import dev.moonlet.diagnostic.Label;
import java.util.Optional;

/**
 * A key or an argument that a script declares.
 *
 * @param kind whether it is an entry of {@code KEYS} or of {@code ARGV}
 * @param name its name, which is also that of the Lua local
 * @param type its type; that of a key is string, or string? where it may be left out, and that of any number of keys {@code string[]}
 * @param rest whether it is any number of entries of {@code KEYS} or {@code ARGV}, one an element, and not one entry
 * @param defaultValue a Lua literal: what the script sees where the caller supplies nothing
 * @param expression what a key is computed from; no caller supplies it then
 * @param description the text behind it; may be empty
 * @param place where it is declared
 */
public record Declaration(
        Kind kind,
        String name,
        LuaType type,
        boolean rest,
        Optional<String> defaultValue,
        Optional<KeyExpression> expression,
        String description,
        Label place) {

    /** What a declaration is an entry of. */
    public enum Kind {
        /** An entry of {@code KEYS}. */
        KEY("key"),
        /** An entry of {@code ARGV}. */
        ARGUMENT("argument"),
        /** The entry of {@code ARGV} with the position from which a slice of a resumable script goes on. */
        POSITION("position"),
        /** The entry of {@code ARGV} with the id of a request whose outcome is kept. */
        REQUEST("request id"),
        /** The entry of {@code ARGV} that the executor fills in with the hash tag of a shard. */
        SHARD("shard");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Whether it is a key that is computed from others, which no caller supplies. */
    public boolean isComputed() {
        return expression.isPresent();
    }

    /** Whether a caller supplies it. */
    public boolean isSupplied() {
        return !isComputed() && kind != Kind.SHARD;
    }

    /** Whether a caller may supply nothing. */
    public boolean isOptional() {
        return rest || defaultValue.isPresent() || type instanceof LuaType.Optional;
    }

    /** The type as the script would write it. */
    public String notation() {
        return rest && type instanceof LuaType.Array array ? array.element().notation() + "..." : type.notation();
    }
}
