package dev.moonlet.processor;

import java.util.List;
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

    /** Records that hold themselves are not followed further. */
    private static final int MAX_DEPTH = 10;

    private UnresolvedTypes() {}

    /** Whether the methods of a type, those that it inherits among them, speak of types that are not there. */
    static boolean in(TypeElement type) {
        return isAnnotatedWithUnresolved(type)
                || ElementFilter.methodsIn(type.getEnclosedElements()).stream().anyMatch(UnresolvedTypes::in)
                || type.getInterfaces().stream()
                        .anyMatch(parent ->
                                isUnresolved(parent, 0) || in((TypeElement) ((DeclaredType) parent).asElement()));
    }

    private static boolean in(ExecutableElement method) {
        return isAnnotatedWithUnresolved(method)
                || isUnresolved(method.getReturnType(), 0)
                || method.getParameters().stream().anyMatch(UnresolvedTypes::in);
    }

    private static boolean in(VariableElement parameter) {
        return isAnnotatedWithUnresolved(parameter) || isUnresolved(parameter.asType(), 0);
    }

    private static boolean isUnresolved(TypeMirror type, int depth) {
        if (type.getKind() == TypeKind.ERROR) {
            return true;
        }
        if (type instanceof ArrayType array) {
            return isUnresolved(array.getComponentType(), depth);
        }
        if (!(type instanceof DeclaredType declared) || depth > MAX_DEPTH) {
            return false;
        }
        TypeElement element = (TypeElement) declared.asElement();
        return declared.getTypeArguments().stream().anyMatch(argument -> isUnresolved(argument, depth + 1))
                || isAnnotatedWithUnresolved(element)
                || element.getRecordComponents().stream().anyMatch(component -> isUnresolved(component, depth + 1));
    }

    private static boolean isUnresolved(RecordComponentElement component, int depth) {
        return isAnnotatedWithUnresolved(component) || isUnresolved(component.asType(), depth);
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
