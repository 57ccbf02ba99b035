package dev.moonlet.analysis;

import dev.moonlet.script.ScriptAccess;

/**
 * Where a key comes from.
 *
 * @param kind whether it is declared
 * @param source what it is made of
 * @param name the key that it is or is built from, the text of a literal, or the name of an argument; may be empty
 */
public record KeyOrigin(ScriptAccess.Kind kind, Source source, String name) {

    /** What a key is made of. */
    public enum Source {
        /** A key that is declared, or an entry of {@code KEYS}. */
        KEY,
        /** Strings of the script. */
        LITERAL,
        /** An argument, or an entry of {@code ARGV}. */
        ARGUMENT,
        /** What a command replied. */
        REPLY,
        /** Nothing that is known. */
        UNKNOWN
    }

    static final KeyOrigin UNKNOWN = new KeyOrigin(ScriptAccess.Kind.UNKNOWN, Source.UNKNOWN, "");

    static KeyOrigin declared(String name) {
        return new KeyOrigin(ScriptAccess.Kind.DECLARED, Source.KEY, name);
    }

    static KeyOrigin undeclared(Source source, String name) {
        return new KeyOrigin(ScriptAccess.Kind.UNDECLARED, source, name);
    }

    boolean isKey() {
        return source == Source.KEY;
    }

    /** What is built from this key, and perhaps from more. */
    KeyOrigin derived() {
        return new KeyOrigin(ScriptAccess.Kind.DERIVED, source, name);
    }

    /** What is joined from two parts. */
    KeyOrigin joined(KeyOrigin other) {
        if (isKey() || other.isKey()) {
            return (isKey() ? this : other).derived();
        }
        if (source == Source.UNKNOWN || other.source == Source.UNKNOWN) {
            return UNKNOWN;
        }
        KeyOrigin telling = source.compareTo(other.source) >= 0 ? this : other;
        return telling.source == Source.LITERAL ? undeclared(Source.LITERAL, name + other.name) : telling;
    }

    /** What is one or the other. */
    KeyOrigin or(KeyOrigin other) {
        if (equals(other)) {
            return this;
        }
        return kind == other.kind && source == other.source ? new KeyOrigin(kind, source, "") : UNKNOWN;
    }
}
