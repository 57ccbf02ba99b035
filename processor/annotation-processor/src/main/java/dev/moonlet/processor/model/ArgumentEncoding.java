package dev.moonlet.processor.model;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** How a Java value is sent. */
public sealed interface ArgumentEncoding {

    /** The forms whose codecs are needed to send it. */
    Set<WireForm> forms();

    /** Whether a codec of the implementation is needed to send it. */
    default boolean needsCodec() {
        return !forms().isEmpty();
    }

    /** What a visitor makes of it. */
    <R> R accept(Visitor<R> visitor);

    /** What is done with each of them. */
    interface Visitor<R> {

        /** Nothing is sent. */
        R absent(Absent absent);

        /** A value that is always the same. */
        R constant(Constant constant);

        /** A key that is computed. */
        R computed(Computed computed);

        /** The hash tag of a shard. */
        R shard(Shard shard);

        /** A value that may be missing. */
        R optional(OptionalOf optional);

        /** Many values, an entry each. */
        R rest(RestOf rest);

        /** A value in one entry. */
        R value(OfValue value);
    }

    /** How a value is sent that is a whole entry, or a part of one. */
    sealed interface OfValue extends ArgumentEncoding {

        @Override
        default <R> R accept(Visitor<R> visitor) {
            return visitor.value(this);
        }

        /** What a visitor makes of it. */
        <R> R acceptValue(ValueVisitor<R> visitor);
    }

    /** What is done with each value. */
    interface ValueVisitor<R> {

        /** One value. */
        R scalar(Scalar scalar);

        /** Many values in one table. */
        R array(ArrayOf array);

        /** The JSON of a value. */
        R json(Json json);

        /** What a codec makes of a value. */
        R coded(Coded coded);

        /** A table with named fields. */
        R record(RecordOf record);

        /** A table from strings. */
        R map(MapOf map);
    }

    /** Nothing: the method leaves it out. */
    record Absent() implements ArgumentEncoding {

        @Override
        public Set<WireForm> forms() {
            return Set.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.absent(this);
        }
    }

    /**
     * A value that is always the same.
     *
     * @param method the method of {@code dev.moonlet.codegen.ScriptCall} that adds it
     * @param value a {@code String}, {@code Long}, {@code Double} or {@code Boolean}
     */
    record Constant(String method, Object value) implements ArgumentEncoding {

        @Override
        public Set<WireForm> forms() {
            return Set.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.constant(this);
        }
    }

    /** The hash tag of a shard, which the executor supplies. */
    record Shard() implements ArgumentEncoding {

        @Override
        public Set<WireForm> forms() {
            return Set.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.shard(this);
        }
    }

    /**
     * A key that is computed from other values.
     *
     * @param parts what it is joined from
     */
    record Computed(List<Part> parts) implements ArgumentEncoding {

        /** Copies the list. */
        public Computed {
            parts = List.copyOf(parts);
        }

        @Override
        public Set<WireForm> forms() {
            return Set.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.computed(this);
        }
    }

    /** A part of a key that is computed. */
    sealed interface Part {

        /**
         * A string.
         *
         * @param text what it says
         */
        record Literal(String text) implements Part {}

        /**
         * A value.
         *
         * @param parameter the parameter that supplies it
         */
        record Value(BoundParameter parameter) implements Part {}
    }

    /**
     * A value that may be {@code null} or empty.
     *
     * @param value the value, if there is one
     * @param wrapped whether Java has an {@code Optional}
     * @param method the method of {@code dev.moonlet.codegen.ScriptCall} that adds it, or nothing
     */
    record OptionalOf(OfValue value, boolean wrapped, String method) implements ArgumentEncoding {

        @Override
        public Set<WireForm> forms() {
            return value.forms();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.optional(this);
        }
    }

    /** Many values, an entry each. */
    record RestOf(OfValue element, Container container) implements ArgumentEncoding {

        @Override
        public Set<WireForm> forms() {
            return element.forms();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.rest(this);
        }
    }

    /**
     * One value.
     *
     * @param method the method of {@code dev.moonlet.codegen.ScriptCall} and of
     *     {@code dev.moonlet.codegen.JsonTable} that adds it
     */
    record Scalar(String method) implements OfValue {

        @Override
        public Set<WireForm> forms() {
            return Set.of();
        }

        @Override
        public <R> R acceptValue(ValueVisitor<R> visitor) {
            return visitor.scalar(this);
        }
    }

    /** Many values in one table. */
    record ArrayOf(OfValue element, Container container) implements OfValue {

        @Override
        public Set<WireForm> forms() {
            return element.forms();
        }

        @Override
        public <R> R acceptValue(ValueVisitor<R> visitor) {
            return visitor.array(this);
        }
    }

    /**
     * The JSON of a value, or another form that a codec writes.
     *
     * @param type its type, which is not a primitive
     * @param form the form
     */
    record Json(TypeMirror type, WireForm form) implements OfValue {

        @Override
        public Set<WireForm> forms() {
            return Set.of(form);
        }

        @Override
        public <R> R acceptValue(ValueVisitor<R> visitor) {
            return visitor.json(this);
        }
    }

    /**
     * What a codec makes of a value.
     *
     * @param codec the codec's class, or an enum that integers stand for
     * @param value how that is sent
     */
    record Coded(TypeElement codec, OfValue value) implements OfValue {

        @Override
        public Set<WireForm> forms() {
            return value.forms();
        }

        @Override
        public <R> R acceptValue(ValueVisitor<R> visitor) {
            return visitor.coded(this);
        }
    }

    /**
     * A table from a record.
     *
     * @param type the record
     * @param fields its components
     * @param named whether they are fields with names, rather than elements
     */
    record RecordOf(DeclaredType type, List<Field> fields, boolean named) implements OfValue {

        /** Copies the list. */
        public RecordOf {
            fields = List.copyOf(fields);
        }

        @Override
        public Set<WireForm> forms() {
            return WireForm.all(fields.stream().map(field -> field.value().forms()));
        }

        @Override
        public <R> R acceptValue(ValueVisitor<R> visitor) {
            return visitor.record(this);
        }
    }

    /**
     * A field of a table.
     *
     * @param name its name in Lua
     * @param component the component of the record
     * @param value how its value is sent
     * @param presence whether it may be left out
     */
    record Field(String name, String component, OfValue value, Presence presence) {}

    /** Whether there is a value. */
    enum Presence {
        /** There is one. */
        REQUIRED,
        /** There is one or {@code null}. */
        NULLABLE,
        /** It is in an {@code Optional}. */
        WRAPPED
    }

    /** A table from the values of a {@code Map} from strings. */
    record MapOf(OfValue value) implements OfValue {

        @Override
        public Set<WireForm> forms() {
            return value.forms();
        }

        @Override
        public <R> R acceptValue(ValueVisitor<R> visitor) {
            return visitor.map(this);
        }
    }

    /** What holds many values in Java. */
    enum Container {
        /** Something that can be iterated. */
        ITERABLE,
        /** An array. */
        ARRAY,
        /** An {@code Optional}. */
        OPTIONAL,
        /** A value or {@code null}. */
        NULLABLE
    }
}
