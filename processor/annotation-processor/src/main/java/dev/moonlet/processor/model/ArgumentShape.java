package dev.moonlet.processor.model;

import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** How a Java value is sent. */
public sealed interface ArgumentShape {

    /**
     * One value.
     *
     * @param method the method of {@code dev.moonlet.codegen.ScriptCall} and of
     *     {@code dev.moonlet.codegen.JsonArray} that adds it
     */
    record Value(String method) implements ArgumentShape {}

    /**
     * A value that may be {@code null} or empty.
     *
     * @param value the value, if there is one
     * @param wrapped whether Java has an {@code Optional}
     * @param string whether it is sent as a string, whose empty value is told apart from none
     */
    record OptionalOf(ArgumentShape value, boolean wrapped, boolean string) implements ArgumentShape {}

    /** Many values in one table. */
    record ArrayOf(ArgumentShape element, Container container) implements ArgumentShape {}

    /** Many values, an entry each. */
    record RestOf(ArgumentShape element, Container container) implements ArgumentShape {}

    /**
     * The JSON of a value.
     *
     * @param type its type, which is no primitive
     */
    record Json(TypeMirror type) implements ArgumentShape {}

    /**
     * What a codec makes of a value.
     *
     * @param codec the codec's class
     * @param value how that is sent
     */
    record Coded(TypeElement codec, ArgumentShape value) implements ArgumentShape {}

    /** Nothing: the method leaves it out. */
    record Absent() implements ArgumentShape {}

    /** What holds many values in Java. */
    enum Container {
        /** Something that can be iterated. */
        ITERABLE,
        /** An array. */
        ARRAY
    }
}
