package dev.moonlet.processor.model;

import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** How a reply becomes a Java value. */
public sealed interface ResultShape {

    /** The reply is discarded. */
    record Nothing() implements ResultShape {}

    /**
     * A value without parts.
     *
     * @param reader the method of {@code dev.moonlet.codegen.Reply} that reads it
     * @param javaType the source name of the Java type, for example {@code long}
     */
    record Value(String reader, String javaType) implements ResultShape {}

    /**
     * A value read from JSON.
     *
     * @param type its type, which is no primitive
     */
    record Json(TypeMirror type) implements ResultShape {}

    /**
     * What a codec makes of a value.
     *
     * @param codec the codec's class
     * @param value how that is read
     */
    record Coded(TypeElement codec, ResultShape value) implements ResultShape {}

    /** A constant of an enum. */
    record Constant(TypeMirror type) implements ResultShape {}

    /** A {@code List}, or what a list is made into. */
    record ListOf(ResultShape element, Container container, TypeMirror elementType) implements ResultShape {}

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
    record MapOf(ResultShape value) implements ResultShape {}

    /**
     * A value or nil.
     *
     * @param wrapped whether Java sees an {@code Optional} rather than {@code null}
     */
    record OptionalOf(ResultShape value, boolean wrapped) implements ResultShape {}

    /**
     * A Java record.
     *
     * @param type the record, with its type arguments
     * @param fields its components, in the order in which the reply has them
     */
    record RecordOf(DeclaredType type, List<Field> fields) implements ResultShape {
        /** Copies the list. */
        public RecordOf {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A component of a record.
     *
     * @param path where it is in the record: {@code .name}, or {@code [0]} in a record by position
     * @param component the name of the record's component
     * @param index the component's index in the record
     * @param type the component's type
     * @param shape how its value is read
     */
    record Field(String path, String component, int index, TypeMirror type, ResultShape shape) {}
}
