package dev.moonlet.processor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Finds types that are not there, or not yet: other processors may write them, and else the compiler says so. */
final class UnresolvedTypes {

    /** The types whose components have been looked at, or are being. */
    private final Set<TypeElement> visited = new HashSet<>();

    private UnresolvedTypes() {}

    /** Whether the methods of a type, those that it inherits among them, speak of types that are not there. */
    static boolean in(TypeElement type) {
        return new UnresolvedTypes().isIn(type);
    }

    private boolean isIn(TypeElement type) {
        return isAnnotatedWithUnresolved(type)
                || ElementFilter.methodsIn(type.getEnclosedElements()).stream().anyMatch(this::isIn)
                || type.getInterfaces().stream()
                        .anyMatch(parent ->
                                isUnresolved(parent) || isIn((TypeElement) ((DeclaredType) parent).asElement()));
    }

    private boolean isIn(ExecutableElement method) {
        return isAnnotatedWithUnresolved(method)
                || isUnresolved(method.getReturnType())
                || method.getParameters().stream().anyMatch(this::isIn);
    }

    private boolean isIn(VariableElement parameter) {
        return isAnnotatedWithUnresolved(parameter) || isUnresolved(parameter.asType());
    }

    private boolean isUnresolved(TypeMirror type) {
        if (type.getKind() == TypeKind.ERROR) {
            return true;
        }
        if (type instanceof ArrayType array) {
            return isUnresolved(array.getComponentType());
        }
        if (!(type instanceof DeclaredType declared)) {
            return false;
        }
        TypeElement element = (TypeElement) declared.asElement();
        return declared.getTypeArguments().stream().anyMatch(this::isUnresolved)
                || (visited.add(element)
                        && (isAnnotatedWithUnresolved(element)
                                || element.getRecordComponents().stream().anyMatch(this::isUnresolved)));
    }

    private boolean isUnresolved(RecordComponentElement component) {
        return isAnnotatedWithUnresolved(component) || isUnresolved(component.asType());
    }

    /** Whether an annotation of Moonlet's names a class that is not there: a codec. */
    private static boolean isAnnotatedWithUnresolved(Element element) {
        return element.getAnnotationMirrors().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals("dev.moonlet.Codec"))
                .map(AnnotationMirror::getElementValues)
                .flatMap(values -> values.values().stream())
                .anyMatch(UnresolvedTypes::isUnresolved);
    }

    private static boolean isUnresolved(AnnotationValue value) {
        if (value.getValue() instanceof List<?> values) {
            return values.stream().anyMatch(entry -> isUnresolved((AnnotationValue) entry));
        }
        // An unresolved class is a type of kind ERROR, or, as javac has it, the string "<error>".
        return value.getValue() instanceof TypeMirror type ? type.getKind() == TypeKind.ERROR : true;
    }
}
