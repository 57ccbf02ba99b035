package dev.moonlet.processor.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** How a reply becomes a Java value. */
public sealed interface ResultDecoding {

    /** The forms whose codecs are needed to read it. */
    Set<WireForm> forms();

    /** Whether a codec of the implementation is needed to read it. */
    default boolean needsCodec() {
        return !forms().isEmpty();
    }

    /** The names of the components of all records in it. */
    Set<String> components();

    /** The reply is discarded. */
    record Nothing() implements ResultDecoding {

        @Override
        public Set<WireForm> forms() {
            return Set.of();
        }

        @Override
        public Set<String> components() {
            return Set.of();
        }
    }

    /** What a script returns that does not declare it. */
    record Undeclared(OfValue value) implements ResultDecoding {

        @Override
        public Set<WireForm> forms() {
            return value.forms();
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

        /** Whether a script that does not declare its result may return nil for it. */
        default boolean mayBeNothing() {
            return this instanceof OptionalOf
                    || (this instanceof Scalar scalar && scalar.reader().equals("bool"));
        }
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

        /** Keys and values. */
        R pairs(PairsOf pairs);

        /** A value of one of several shapes. */
        R shapes(ShapesOf shapes);

        /** A record around one value. */
        R wrapped(Wrapped wrapped);
    }

    /** A value that has neither parts nor needs JSON. */
    sealed interface Plain extends OfValue {

        @Override
        default Set<WireForm> forms() {
            return Set.of();
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
     * A value read from JSON, or from another form that a codec reads.
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
        default Set<WireForm> forms() {
            return value().forms();
        }

        @Override
        default Set<String> components() {
            return value().components();
        }
    }

    /**
     * What a codec makes of a value.
     *
     * @param codec the codec's class, or an enum that integers stand for
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
        /** A {@code List} of keys and values. */
        PAIRS,
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
     * A {@code Map} of keys and values that follow each other.
     *
     * @param linked whether it is a {@code LinkedHashMap}, which can be changed
     */
    record PairsOf(OfValue key, OfValue value, boolean linked) implements OfValue {

        @Override
        public Set<WireForm> forms() {
            return WireForm.all(Stream.of(key, value).map(ResultDecoding::forms));
        }

        @Override
        public Set<String> components() {
            Set<String> names = new HashSet<>(key.components());
            names.addAll(value.components());
            return names;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pairs(this);
        }
    }

    /**
     * A record of one component, which is the whole value.
     *
     * @param type the record
     */
    record Wrapped(DeclaredType type, OfValue value) implements Around {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.wrapped(this);
        }
    }

    /**
     * A value of one of several shapes.
     *
     * @param type the type that they have in common
     * @param list whether the value is a list of that type
     * @param shapes the shapes
     * @param failures the values that stand for failures
     */
    record ShapesOf(TypeMirror type, boolean list, List<Shape> shapes, List<ReturnedFailure> failures)
            implements OfValue {

        /** Copies the lists. */
        public ShapesOf {
            shapes = List.copyOf(shapes);
            failures = List.copyOf(failures);
        }

        @Override
        public Set<WireForm> forms() {
            return WireForm.all(shapes.stream().map(shape -> shape.decoding().forms()));
        }

        @Override
        public Set<String> components() {
            Set<String> names = new HashSet<>();
            shapes.forEach(shape -> names.addAll(shape.decoding().components()));
            return names;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.shapes(this);
        }
    }

    /**
     * One of several shapes.
     *
     * @param method the method of {@code dev.moonlet.codegen.Shapes} that adds it
     * @param decoding how it is read
     */
    record Shape(String method, ResultDecoding decoding) {}

    /**
     * A record without components, or an object of Kotlin, which is made of nil.
     *
     * @param constant the field that has the object; empty for a record
     */
    record Empty(DeclaredType type, String constant) implements ResultDecoding {

        @Override
        public Set<WireForm> forms() {
            return Set.of();
        }

        @Override
        public Set<String> components() {
            return Set.of();
        }
    }

    /**
     * A Java record.
     *
     * @param type the record, with its type arguments
     * @param fields its components, in the order in which the reply has them
     * @param flat whether they follow each other without an array around them
     * @param required how many of them the reply certainly has; those behind may be left out
     */
    record RecordOf(DeclaredType type, List<Field> fields, boolean flat, int required) implements OfValue {
        /** Copies the list. */
        public RecordOf {
            fields = List.copyOf(fields);
        }

        @Override
        public Set<WireForm> forms() {
            return WireForm.all(fields.stream().map(field -> field.decoding().forms()));
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
