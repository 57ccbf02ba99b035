package dev.moonlet.processor.generation;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/** Finds types that are deprecated, or made of some that are. Each type is looked at once. */
final class DeprecatedTypes {

    private final Elements elements;
    private final Set<TypeElement> visited = new HashSet<>();

    DeprecatedTypes(Elements elements) {
        this.elements = elements;
    }

    /** Whether one is found in a type that was not looked at before. */
    boolean isFoundIn(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return isFoundIn(array.getComponentType());
        }
        if (!(type instanceof DeclaredType declared)) {
            return false;
        }
        TypeElement element = (TypeElement) declared.asElement();
        return declared.getTypeArguments().stream().anyMatch(this::isFoundIn)
                || (visited.add(element)
                        && (elements.isDeprecated(element)
                                || element.getRecordComponents().stream()
                                        .anyMatch(component -> isFoundIn(component.asType()))));
    }
}
