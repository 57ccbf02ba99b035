package dev.moonlet.analysis;

import dev.moonlet.script.LuaType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a value can be.
 *
 * @param kinds the kinds, one bit each
 * @param command the Redis command whose reply it is; empty for other values
 */
public record ValueType(int kinds, String command) {

    /** The kind of nil. */
    public static final int NIL = 1;
    /** The kind of false. */
    public static final int FALSE = 2;
    /** The kind of true. */
    public static final int TRUE = 4;
    /** The kind of numbers. */
    public static final int NUMBER = 8;
    /** The kind of strings. */
    public static final int STRING = 16;
    /** The kind of status replies, which are tables with a field {@code ok}. */
    public static final int STATUS = 256;
    /** The kind of all other tables. */
    public static final int TABLE = 32;
    /** The kind of functions. */
    public static final int FUNCTION = 64;
    /** The kind of all other values, such as {@code cjson.null}. */
    public static final int OTHER = 128;
    /** The kinds that a condition takes for false. */
    public static final int FALSY = NIL | FALSE;
    /** The kinds of booleans. */
    public static final int BOOLEAN = FALSE | TRUE;
    /** All kinds. */
    public static final int ALL = 511;

    static final ValueType ANY = new ValueType(ALL, "");

    public static ValueType of(int kinds) {
        return kinds == ALL ? ANY : new ValueType(kinds, "");
    }

    /** What Lua sees of an argument that is declared with a type. */
    static ValueType declared(LuaType type) {
        if (type instanceof LuaType.Optional optional) {
            return of(declared(optional.type()).kinds() | NIL);
        }
        if (!(type instanceof LuaType.Scalar scalar)) {
            return of(TABLE);
        }
        return switch (scalar) {
            case STRING, INT64 -> of(STRING);
            case INTEGER, NUMBER, MILLISECONDS, SECONDS -> of(NUMBER);
            case BOOLEAN -> of(BOOLEAN);
            case STATUS, JSON, MSGPACK, ANY, NIL -> ANY;
        };
    }

    /** Whether it can be of one of some kinds. */
    public boolean can(int kind) {
        return (kinds & kind) != 0;
    }

    /** Whether it is certainly one of some kinds. */
    public boolean isOnly(int some) {
        return (kinds & ~some) == 0;
    }

    /** Whether it is known, and certainly one of some kinds. */
    public boolean isCertainly(int some) {
        return kinds != 0 && isOnly(some);
    }

    /** Whether it is the reply of a command. */
    public boolean isReply() {
        return !command.isEmpty();
    }

    /** Where a reply comes from, in words: {@code the reply of GET}. */
    public String source() {
        int entry = command.indexOf(' ');
        if (entry < 0) {
            return "the reply of " + command;
        }
        String name = command.substring(0, entry);
        return command.endsWith("fields") ? "what is in an entry of " + name : "an entry of " + name;
    }

    public ValueType or(ValueType other) {
        return new ValueType(kinds | other.kinds, command.equals(other.command) ? command : "");
    }

    /** This, as far as it is of some kinds; this as a whole if it can't be. */
    public ValueType narrowed(int some) {
        return (kinds & some) == 0 ? this : new ValueType(kinds & some, command);
    }

    /** This without some kinds, unless its command always replies them. */
    ValueType without(int some, Predicate<String> replying) {
        return replying.test(command) ? this : new ValueType(kinds & ~some, command);
    }

    /** This, or nil. */
    ValueType orNil() {
        return kinds == ALL ? this : new ValueType(kinds | NIL, command);
    }

    /** This, where it is there. */
    ValueType withoutNil() {
        return kinds == ALL ? this : new ValueType(kinds & ~NIL, command);
    }

    /** The kinds in words: {@code a string or false}. */
    public String inWords() {
        List<String> words = new ArrayList<>();
        add(words, NUMBER, "a number");
        add(words, STRING, "a string");
        add(words, TABLE, "a table");
        add(words, STATUS, "a status");
        add(words, FUNCTION, "a function");
        if ((kinds & BOOLEAN) == BOOLEAN) {
            words.add("a boolean");
        } else {
            add(words, TRUE, "true");
            add(words, FALSE, "false");
        }
        add(words, NIL, "nil");
        add(words, OTHER, "cjson.null");
        return String.join(" or ", words);
    }

    private void add(List<String> words, int kind, String word) {
        if (can(kind)) {
            words.add(word);
        }
    }
}
