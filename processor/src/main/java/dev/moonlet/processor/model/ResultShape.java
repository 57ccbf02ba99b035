package dev.moonlet.processor.model;

import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** How a reply becomes a Java value. */
public sealed interface ResultShape {

    /** The reply is discarded. */
    record Nothing() implements ResultShape {}

    /**
     * A value without parts.
     *
     * @param reader the method of {@link dev.moonlet.generated.Reply} that reads it
     * @param javaType the source name of the Java type, for example {@code long}
     */
    record Value(String reader, String javaType) implements ResultShape {}

    /** A {@code List}. */
    record ListOf(ResultShape element) implements ResultShape {}

    /**
     * A value or nil.
     *
     * @param wrapped whether Java sees an {@code Optional} rather than {@code null}
     */
    record OptionalOf(ResultShape value, boolean wrapped) implements ResultShape {}

    /**
     * A Java record.
     *
     * @param type the record
     * @param fields its components, in the order in which the reply has them
     */
    record RecordOf(TypeElement type, List<Field> fields) implements ResultShape {
        /** Copies the list. */
        public RecordOf {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A component of a record.
     *
     * @param field the name of the Lua table's field
     * @param component the name of the record's component
     * @param index the component's index in the record
     * @param type the component's type
     * @param shape how its value is read
     */
    record Field(String field, String component, int index, TypeMirror type, ResultShape shape) {}
}
