package dev.moonlet.processor.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** How a reply becomes a Java value. */
public sealed interface ResultDecoding {

    /** Whether a JSON codec is needed to read it. */
    boolean needsJson();

    /** The names of the components of all records in it. */
    Set<String> components();

    /** The reply is discarded. */
    record Nothing() implements ResultDecoding {

        @Override
        public boolean needsJson() {
            return false;
        }

        @Override
        public Set<String> components() {
            return Set.of();
        }
    }

    /** What a script returns that does not declare it. */
    record Undeclared(OfValue value) implements ResultDecoding {

        @Override
        public boolean needsJson() {
            return value.needsJson();
        }

        @Override
        public Set<String> components() {
            return value.components();
        }
    }

    /** How a reply, or a part of one, becomes a value. */
    sealed interface OfValue extends ResultDecoding {

        /** What a visitor makes of it. */
        <R> R accept(Visitor<R> visitor);
    }

    /** What is done with each value. */
    interface Visitor<R> {

        /** A value without parts. */
        R scalar(Scalar scalar);

        /** A constant of an enum. */
        R constant(Constant constant);

        /** A value read from JSON. */
        R json(Json json);

        /** What a codec makes of a value. */
        R coded(Coded coded);

        /** A list, or what a list is made into. */
        R list(ListOf list);

        /** A map. */
        R map(MapOf map);

        /** A value or nil. */
        R optional(OptionalOf optional);

        /** A record. */
        R record(RecordOf record);
    }

    /** A value that has neither parts nor needs JSON. */
    sealed interface Plain extends OfValue {

        @Override
        default boolean needsJson() {
            return false;
        }

        @Override
        default Set<String> components() {
            return Set.of();
        }
    }

    /**
     * A value without parts.
     *
     * @param reader the method of {@code dev.moonlet.codegen.Reply} that reads it
     */
    record Scalar(String reader) implements Plain {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.scalar(this);
        }
    }

    /** A constant of an enum. */
    record Constant(TypeMirror type) implements Plain {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.constant(this);
        }
    }

    /**
     * A value read from JSON.
     *
     * @param type its type, which is not a primitive
     */
    record Json(TypeMirror type) implements OfValue {

        @Override
        public boolean needsJson() {
            return true;
        }

        @Override
        public Set<String> components() {
            return Set.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.json(this);
        }
    }

    /** A value that is made of one other, or of many of one kind. */
    sealed interface Around extends OfValue {

        /** How the inner value is read. */
        OfValue value();

        @Override
        default boolean needsJson() {
            return value().needsJson();
        }

        @Override
        default Set<String> components() {
            return value().components();
        }
    }

    /**
     * What a codec makes of a value.
     *
     * @param codec the codec's class
     * @param value how that is read
     */
    record Coded(TypeElement codec, OfValue value) implements Around {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.coded(this);
        }
    }

    /** A {@code List}, or what a list is made into. */
    record ListOf(OfValue value, Container container, TypeMirror elementType) implements Around {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.list(this);
        }
    }

    /** What holds the elements of an array in Java. */
    enum Container {
        /** A {@code List}, which is a {@code Collection} and an {@code Iterable} too. */
        LIST,
        /** A {@code Set}. */
        SET,
        /** An array of objects. */
        ARRAY,
        /** An array of {@code int}, {@code long} or {@code double}. */
        PRIMITIVE_ARRAY
    }

    /** A {@code Map} from strings. */
    record MapOf(OfValue value) implements Around {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.map(this);
        }
    }

    /**
     * A value or nil.
     *
     * @param wrapped whether Java sees an {@code Optional} rather than {@code null}
     */
    record OptionalOf(OfValue value, boolean wrapped) implements Around {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.optional(this);
        }
    }

    /**
     * A Java record.
     *
     * @param type the record, with its type arguments
     * @param fields its components, in the order in which the reply has them
     */
    record RecordOf(DeclaredType type, List<Field> fields) implements OfValue {
        /** Copies the list. */
        public RecordOf {
            fields = List.copyOf(fields);
        }

        @Override
        public boolean needsJson() {
            return fields.stream().anyMatch(field -> field.decoding().needsJson());
        }

        @Override
        public Set<String> components() {
            Set<String> names = new HashSet<>();
            fields.forEach(field -> {
                names.add(field.component());
                names.addAll(field.decoding().components());
            });
            return names;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.record(this);
        }
    }

    /**
     * A component of a record.
     *
     * @param path where it is in the record: {@code .name}, or {@code [0]} in a record by position
     * @param component the name of the record's component
     * @param index the component's index in the record
     * @param type the component's type
     * @param decoding how its value is read
     */
    record Field(String path, String component, int index, TypeMirror type, OfValue decoding) {}
}
