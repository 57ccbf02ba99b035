package dev.moonlet.processor.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;

/**
 * The annotations of an interface that concern what injects its implementation.
 *
 * @param type those that the implementation has, too
 * @param executor the qualifiers, which the executor of its constructor has
 */
public record ComponentAnnotations(List<? extends AnnotationMirror> type, List<? extends AnnotationMirror> executor) {

    /** Where nothing injects implementations. */
    private static final ComponentAnnotations NONE = new ComponentAnnotations(List.of(), List.of());

    /** Makes the lists immutable. */
    public ComponentAnnotations {
        type = List.copyOf(type);
        executor = List.copyOf(executor);
    }

    /** Those of an interface. */
    public static ComponentAnnotations of(TypeElement type, Optional<Component> component) {
        return component.map(found -> of(type, found)).orElse(NONE);
    }

    private static ComponentAnnotations of(TypeElement type, Component component) {
        List<AnnotationMirror> all = type.getAnnotationMirrors().stream()
                .flatMap(ComponentAnnotations::each)
                .toList();
        return new ComponentAnnotations(
                all.stream()
                        .filter(annotation -> component.passed().contains(name(annotation))
                                || isMarked(annotation, component.passing(), new HashSet<>()))
                        .toList(),
                all.stream()
                        .filter(annotation -> isMarked(annotation, component.qualifying(), new HashSet<>()))
                        .toList());
    }

    /** An annotation, or those that it contains because they are repeated. */
    private static Stream<AnnotationMirror> each(AnnotationMirror annotation) {
        List<AnnotationMirror> repeated = annotation.getElementValues().values().stream()
                .map(AnnotationValue::getValue)
                .filter(List.class::isInstance)
                .flatMap(values -> ((List<?>) values).stream())
                .filter(AnnotationValue.class::isInstance)
                .map(value -> ((AnnotationValue) value).getValue())
                .filter(AnnotationMirror.class::isInstance)
                .map(AnnotationMirror.class::cast)
                .filter(contained -> declaration(contained).getAnnotation(Repeatable.class) != null)
                .toList();
        return repeated.isEmpty() ? Stream.of(annotation) : repeated.stream();
    }

    /** The qualifiers that parameters can't have. */
    public List<String> misplaced() {
        return executor.stream()
                .map(ComponentAnnotations::declaration)
                .filter(annotation -> Optional.ofNullable(annotation.getAnnotation(Target.class))
                        .filter(target -> !Arrays.asList(target.value()).contains(ElementType.PARAMETER))
                        .isPresent())
                .map(annotation -> annotation.getSimpleName().toString())
                .toList();
    }

    /** Whether an annotation is one of some, or has one of them, or an annotation has it that has one. */
    private static boolean isMarked(AnnotationMirror annotation, Set<String> marks, Set<String> seen) {
        if (marks.contains(name(annotation))) {
            return true;
        }
        return seen.add(name(annotation))
                && declaration(annotation).getAnnotationMirrors().stream()
                        .anyMatch(mark -> isMarked(mark, marks, seen));
    }

    private static TypeElement declaration(AnnotationMirror annotation) {
        return (TypeElement) annotation.getAnnotationType().asElement();
    }

    private static String name(AnnotationMirror annotation) {
        return declaration(annotation).getQualifiedName().toString();
    }
}
