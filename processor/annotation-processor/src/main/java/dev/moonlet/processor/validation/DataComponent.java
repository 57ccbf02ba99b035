package dev.moonlet.processor.validation;

import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;

/**
 * A component of a record, or a property of a data class of Kotlin.
 *
 * @param element what annotations are on: the component, or the parameter of the constructor
 * @param type its type, with the type arguments of the record
 * @param accessor the method that returns it
 */
record DataComponent(Element element, TypeMirror type, String accessor) {

    /** Its name. */
    String name() {
        return element.getSimpleName().toString();
    }
}
