package dev.moonlet.script;

import dev.moonlet.source.Span;
import java.util.List;
import java.util.stream.Collectors;

/** A type as scripts declare it, in the notation of the Lua language server. */
public sealed interface LuaType {

    /** A type without parts. */
    enum Scalar implements LuaType {
        STRING("string"),
        STATUS("status"),
        INTEGER("integer"),
        NUMBER("number"),
        BOOLEAN("boolean"),
        MILLISECONDS("milliseconds"),
        SECONDS("seconds"),
        /** What {@code cjson} reads and writes. */
        JSON("json"),
        /** Passed on as it is. */
        ANY("any"),
        NIL("nil");

        private final String notation;

        Scalar(String notation) {
            this.notation = notation;
        }

        @Override
        public String notation() {
            return notation;
        }
    }

    /** {@code T?}: a value or nil. */
    record Optional(LuaType type) implements LuaType {
        @Override
        public String notation() {
            return type.notation() + "?";
        }
    }

    /** {@code T[]}: a sequence. */
    record Array(LuaType element) implements LuaType {
        @Override
        public String notation() {
            return element.notation() + "[]";
        }
    }

    /** {@code table<string, T>}: a table from any strings to values of one type. */
    record Map(LuaType value) implements LuaType {
        @Override
        public String notation() {
            return "table<string, " + value.notation() + ">";
        }
    }

    /** {@code [T, U]}: a sequence of values, each of its own type. */
    record Tuple(List<LuaType> elements) implements LuaType {
        /** Copies the list. */
        public Tuple {
            elements = List.copyOf(elements);
        }

        @Override
        public String notation() {
            return elements.stream().map(LuaType::notation).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /** <code>{ a: T, b: U }</code>: a table with these fields. */
    record Table(List<Field> fields) implements LuaType {
        /** Copies the list. */
        public Table {
            fields = List.copyOf(fields);
        }

        @Override
        public String notation() {
            return fields.stream()
                    .map(field -> field.name() + ": " + field.type().notation())
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }
    }

    /**
     * A field of a table.
     *
     * @param name its name
     * @param type its type
     * @param span where its name stands
     */
    record Field(String name, LuaType type, Span span) {}

    /** The type as a script would write it. */
    String notation();
}
