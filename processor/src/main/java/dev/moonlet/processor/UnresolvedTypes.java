package dev.moonlet.processor;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Finds types that are not there, or not yet: other processors may write them, and else the compiler says so. */
final class UnresolvedTypes {

    private UnresolvedTypes() {}

    /** Whether the methods of a type speak of types that are not there. */
    static boolean in(TypeElement type) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream().anyMatch(UnresolvedTypes::in)
                || type.getInterfaces().stream().anyMatch(UnresolvedTypes::isUnresolved);
    }

    private static boolean in(ExecutableElement method) {
        return isUnresolved(method.getReturnType())
                || method.getParameters().stream().map(VariableElement::asType).anyMatch(UnresolvedTypes::isUnresolved);
    }

    private static boolean isUnresolved(TypeMirror type) {
        if (type.getKind() == TypeKind.ERROR) {
            return true;
        }
        if (!(type instanceof DeclaredType declared)) {
            return false;
        }
        return declared.getTypeArguments().stream().anyMatch(UnresolvedTypes::isUnresolved)
                || ((TypeElement) declared.asElement())
                        .getRecordComponents().stream()
                                .map(RecordComponentElement::asType)
                                .anyMatch(component -> component.getKind() == TypeKind.ERROR);
    }
}
