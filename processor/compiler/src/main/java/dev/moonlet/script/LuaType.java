package dev.moonlet.script;

import dev.moonlet.source.Span;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A type as scripts declare it, in the notation of the Lua language server. */
public sealed interface LuaType {

    /** The type as a script would write it. */
    String notation();

    /** What a visitor makes of it. */
    <R extends @Nullable Object> R accept(Visitor<R> visitor);

    /** This type without the mark that there may be nothing: {@code T} for {@code T?}. */
    default LuaType present() {
        return this;
    }

    /** Whether a value of it may be nil. */
    default boolean mayBeNil() {
        return false;
    }

    /** The notation of a type in front of a mark. */
    private static String marked(LuaType type) {
        return type instanceof Union ? "(" + type.notation() + ")" : type.notation();
    }

    /** What is done with each kind of type. */
    interface Visitor<R extends @Nullable Object> {

        /** A type without parts. */
        R scalar(Scalar type);

        /** A value or nil. */
        R optional(Optional type);

        /** A sequence. */
        R array(Array type);

        /** A table from any strings. */
        R map(Map type);

        /** A sequence of values, each with its own type. */
        R tuple(Tuple type);

        /** A table with named fields. */
        R table(Table type);

        /** A flat sequence of keys and values. */
        R pairs(Pairs type);

        /** A value of one of several types. */
        R union(Union type);
    }

    /** A type without parts. */
    enum Scalar implements LuaType {
        STRING("string"),
        STATUS("status"),
        INTEGER("integer"),
        /** An integer of 64 bits, which Lua sees as a string of its digits. */
        INT64("int64"),
        NUMBER("number"),
        BOOLEAN("boolean"),
        MILLISECONDS("milliseconds"),
        SECONDS("seconds"),
        /** What {@code cjson} reads and writes. */
        JSON("json"),
        /** What {@code cmsgpack} reads and writes. */
        MSGPACK("msgpack"),
        /** Passed on as it is. */
        ANY("any"),
        NIL("nil");

        private final String notation;

        Scalar(String notation) {
            this.notation = notation;
        }

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.scalar(this);
        }

        @Override
        public boolean mayBeNil() {
            return this == ANY || this == NIL;
        }

        @Override
        public String notation() {
            return notation;
        }
    }

    /** {@code T?}: a value or nil. */
    record Optional(LuaType type) implements LuaType {
        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.optional(this);
        }

        @Override
        public LuaType present() {
            return type;
        }

        @Override
        public boolean mayBeNil() {
            return true;
        }

        @Override
        public String notation() {
            return marked(type) + "?";
        }
    }

    /** {@code T[]}: a sequence. */
    record Array(LuaType element) implements LuaType {
        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.array(this);
        }

        @Override
        public String notation() {
            return marked(element) + "[]";
        }
    }

    /** {@code table<string, T>}: a table from any strings to values of one type. */
    record Map(LuaType value) implements LuaType {
        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.map(this);
        }

        @Override
        public String notation() {
            return "table<string, " + value.notation() + ">";
        }
    }

    /** {@code pairs<K, V>}: a flat sequence of keys and values in turn, such as the reply of {@code HGETALL}. */
    record Pairs(LuaType key, LuaType value) implements LuaType {
        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.pairs(this);
        }

        @Override
        public String notation() {
            return "pairs<" + key.notation() + ", " + value.notation() + ">";
        }
    }

    /** {@code A | B}: a value of one of several types, which its reply shows. */
    record Union(List<LuaType> alternatives) implements LuaType {
        /** Copies the list. */
        public Union {
            alternatives = List.copyOf(alternatives);
        }

        /** The tables with named fields among them. */
        public List<Table> tables() {
            return alternatives.stream()
                    .filter(Table.class::isInstance)
                    .map(Table.class::cast)
                    .toList();
        }

        /** The alternative that is a table of Lua, if there is exactly one. */
        public java.util.Optional<LuaType> onlyTable() {
            List<LuaType> found = alternatives.stream()
                    .filter(type -> !(type instanceof Scalar))
                    .toList();
            return found.size() == 1 ? java.util.Optional.of(found.get(0)) : java.util.Optional.empty();
        }

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.union(this);
        }

        @Override
        public String notation() {
            return alternatives.stream().map(LuaType::notation).collect(Collectors.joining(" | "));
        }
    }

    /** {@code [T, U]}: a sequence of values, each with its own type. */
    record Tuple(List<LuaType> elements) implements LuaType {
        /** Copies the list. */
        public Tuple {
            elements = List.copyOf(elements);
        }

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.tuple(this);
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

        /** The first field that is always there, and that no other one of some tables has. */
        public java.util.Optional<Field> ownField(List<Table> tables) {
            return fields.stream()
                    .filter(field -> !field.type().mayBeNil())
                    .filter(field -> tables.stream()
                            .filter(other -> !other.equals(this))
                            .flatMap(other -> other.fields().stream())
                            .noneMatch(other -> other.name().equals(field.name())))
                    .findFirst();
        }

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.table(this);
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
}
