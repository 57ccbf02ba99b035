package dev.moonlet.processor.validation;

import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;

/**
 * A component of a record, or a property of a data class of Kotlin.
 *
 * @param element what annotations are on: the component, or the parameter of the constructor
 * @param type its type, with the type arguments of the record
 * @param accessor the method that returns it; empty if it is private, as a property of Kotlin can be
 */
record DataComponent(Element element, TypeMirror type, String accessor) {

    /** What is wrong with one that can't be read. */
    static final String UNREADABLE = " is a private property, which the implementation can't read";

    /** What to do about it. */
    static final String MAKE_PUBLIC = "make it public, or take its value as a parameter";

    /** Whether the generated implementation can read it. */
    boolean isReadable() {
        return !accessor.isEmpty();
    }

    /** Its name. */
    String name() {
        return element.getSimpleName().toString();
    }
}
