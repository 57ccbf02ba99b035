package dev.moonlet.processor.model;

/** How a Java value is sent. */
public sealed interface ArgumentShape {

    /**
     * One value.
     *
     * @param method the method of {@link dev.moonlet.generated.ScriptCall} and of
     *     {@link dev.moonlet.generated.JsonArray} that adds it
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
    record RestOf(Value element, Container container) implements ArgumentShape {}

    /** Nothing: the method leaves it out. */
    record Absent() implements ArgumentShape {}

    /** What holds many values in Java. */
    enum Container {
        /** Something that can be iterated. */
        ITERABLE,
        /** An array of objects. */
        ARRAY,
        /** An array of numbers. */
        PRIMITIVE_ARRAY
    }
}
