package dev.moonlet.processor.model;

import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * An interface whose every abstract method is bound.
 *
 * @param type the interface
 * @param methods its abstract methods
 */
public record BoundInterface(TypeElement type, List<BoundMethod> methods) {

    /** Copies the list. */
    public BoundInterface {
        methods = List.copyOf(methods);
    }
}
