package dev.moonlet.processor.model;

import dev.moonlet.script.ReturnedError;
import java.util.List;
import java.util.Optional;
import javax.lang.model.type.DeclaredType;

/**
 * A value of Lua that stands for a failure.
 *
 * @param error the value
 * @param text whether an integer arrives as text
 * @param result what is returned in its place; empty if an exception is thrown
 */
public record ReturnedFailure(ReturnedError error, boolean text, Optional<Case> result) {

    /**
     * A value of Java that stands for a failure.
     *
     * @param type its type
     * @param constant the constant, if that is an enum; otherwise empty
     * @param components where it is a record, what fills its components
     * @param wrapped whether Java has an {@code Optional} of it
     */
    public record Case(DeclaredType type, String constant, List<Component> components, boolean wrapped) {
        /** Copies the list. */
        public Case {
            components = List.copyOf(components);
        }
    }

    /**
     * A component of a record that stands for a failure.
     *
     * @param value what fills it
     * @param suffix what its literal ends with, such as that of a {@code long}; a quotation mark for a string
     */
    public record Component(String value, String suffix) {}
}
