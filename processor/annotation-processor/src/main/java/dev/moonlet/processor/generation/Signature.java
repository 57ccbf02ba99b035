package dev.moonlet.processor.generation;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.moonlet.processor.model.BoundMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** Writes the signatures of overriding methods, with the annotations that say what may be null. */
final class Signature {

    private static final Set<String> NULLNESS =
            Set.of("Nullable", "NonNull", "Nonnull", "NotNull", "CheckForNull", "NullMarked", "NullUnmarked");

    private Signature() {}

    /** The beginning of a method that overrides one. */
    static MethodSpec.Builder overriding(BoundMethod bound) {
        ExecutableElement method = bound.method();
        MethodSpec.Builder builder = MethodSpec.methodBuilder(
                        method.getSimpleName().toString())
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(typeName(bound.type().getReturnType()))
                .addParameters(parameters(bound))
                .varargs(method.isVarArgs());
        declared(method, bound.type().getReturnType()).forEach(builder::addAnnotation);
        return builder;
    }

    /** The parameters of a method that are for its script. */
    static List<ParameterSpec> supplied(BoundMethod bound) {
        return parameters(bound).subList(0, bound.supplied().size());
    }

    /** The parameters of a method. */
    static List<ParameterSpec> parameters(BoundMethod bound) {
        List<ParameterSpec> parameters = new ArrayList<>();
        for (int i = 0; i < bound.method().getParameters().size(); i++) {
            VariableElement parameter = bound.method().getParameters().get(i);
            TypeMirror type = bound.type().getParameterTypes().get(i);
            parameters.add(ParameterSpec.builder(
                            typeName(type), parameter.getSimpleName().toString())
                    .addAnnotations(declared(parameter, type))
                    .build());
        }
        return parameters;
    }

    /** The type that a method returns, with the annotations of the method that say what may be null. */
    static TypeName returned(BoundMethod bound) {
        TypeMirror type = bound.type().getReturnType();
        return typeName(type);
    }

    /** Such annotations on a class, or around it where they count for it too. */
    static List<AnnotationSpec> ofType(TypeElement type) {
        for (Element element = type; element instanceof TypeElement; element = element.getEnclosingElement()) {
            List<AnnotationSpec> found = nullness(element);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** The annotations of a declaration that its type does not have as well. */
    private static List<AnnotationSpec> declared(Element element, TypeMirror type) {
        List<AnnotationSpec> ofType = nullness(innermost(type));
        return nullness(element).stream()
                .filter(annotation -> !ofType.contains(annotation))
                .toList();
    }

    /** The type that an annotation before an array belongs to: the innermost component type. */
    private static TypeMirror innermost(TypeMirror type) {
        return type instanceof ArrayType array ? innermost(array.getComponentType()) : type;
    }

    private static List<AnnotationSpec> nullness(AnnotatedConstruct construct) {
        return construct.getAnnotationMirrors().stream()
                .filter(Signature::isNullness)
                .map(AnnotationSpec::get)
                .toList();
    }

    private static boolean isNullness(AnnotationMirror annotation) {
        Element type = annotation.getAnnotationType().asElement();
        return type.getKind() == ElementKind.ANNOTATION_TYPE
                && NULLNESS.contains(type.getSimpleName().toString());
    }

    /** A type with its annotations, and those inside of it. */
    static TypeName typeName(TypeMirror type) {
        TypeName plain = unannotated(type);
        List<AnnotationSpec> annotations = nullness(type);
        return annotations.isEmpty() ? plain : plain.annotated(annotations);
    }

    private static TypeName unannotated(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return ArrayTypeName.of(typeName(array.getComponentType()));
        }
        if (type instanceof WildcardType wildcard && wildcard.getExtendsBound() != null) {
            return WildcardTypeName.subtypeOf(typeName(wildcard.getExtendsBound()));
        }
        if (type instanceof DeclaredType declared
                && !declared.getTypeArguments().isEmpty()
                && !(declared.getEnclosingType() instanceof DeclaredType)) {
            return ParameterizedTypeName.get(
                    ClassName.get((TypeElement) declared.asElement()),
                    declared.getTypeArguments().stream()
                            .map(Signature::typeName)
                            .toArray(TypeName[]::new));
        }
        return TypeName.get(type);
    }
}
