package dev.moonlet.check;

import java.util.ArrayList;
import java.util.List;

/**
 * What a value can be.
 *
 * @param kinds the kinds, one bit each
 * @param command the Redis command whose reply it is; empty for other values
 */
record ValueType(int kinds, String command) {

    static final int NIL = 1;
    static final int FALSE = 2;
    static final int TRUE = 4;
    static final int NUMBER = 8;
    static final int STRING = 16;
    static final int TABLE = 32;
    static final int FUNCTION = 64;
    static final int OTHER = 128;
    static final int FALSY = NIL | FALSE;
    static final int BOOLEAN = FALSE | TRUE;
    static final int ALL = 255;

    static final ValueType ANY = new ValueType(ALL, "");

    static ValueType of(int kinds) {
        return kinds == ALL ? ANY : new ValueType(kinds, "");
    }

    boolean can(int kind) {
        return (kinds & kind) != 0;
    }

    /** Whether it is certainly one of some kinds. */
    boolean isOnly(int some) {
        return (kinds & ~some) == 0;
    }

    boolean isReply() {
        return !command.isEmpty();
    }

    ValueType or(ValueType other) {
        return new ValueType(kinds | other.kinds, command.equals(other.command) ? command : "");
    }

    /** This, as far as it is of some kinds; this as a whole if it can't be. */
    ValueType narrowed(int some) {
        return (kinds & some) == 0 ? this : new ValueType(kinds & some, command);
    }

    /** The kinds in words: {@code a string or false}. */
    String inWords() {
        List<String> words = new ArrayList<>();
        add(words, NUMBER, "a number");
        add(words, STRING, "a string");
        add(words, TABLE, "a table");
        add(words, FUNCTION, "a function");
        if ((kinds & BOOLEAN) == BOOLEAN) {
            words.add("a boolean");
        } else {
            add(words, TRUE, "true");
            add(words, FALSE, "false");
        }
        add(words, NIL, "nil");
        return String.join(" or ", words);
    }

    private void add(List<String> words, int kind, String word) {
        if (can(kind)) {
            words.add(word);
        }
    }
}
