package dev.moonlet.processor.validation;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/**
 * Classes and interfaces that are written in Kotlin, as its compiler and kapt show them to Java.
 *
 * @see <a href="https://kotlinlang.org/docs/java-to-kotlin-interop.html">Calling Kotlin from Java</a>
 */
final class KotlinTypes {

    private static final String METADATA = "kotlin.Metadata";
    private static final String NOT_NULL = "org.jetbrains.annotations.NotNull";
    private static final String CONTINUATION = "kotlin.coroutines.Continuation";
    private static final String COMPONENT = "component";
    private static final String COPY = "copy";
    private static final String INSTANCE = "INSTANCE";
    private static final String UNIT = "kotlin.Unit";

    /** What Kotlin calls a function with value classes in Java: its name, and a hash of the types. */
    private static final Pattern MANGLED = Pattern.compile("[\\w$]+-[\\w-]{7}");

    /** What Kotlin calls the getter of a property of a value class. */
    private static final Pattern VALUE_GETTER = Pattern.compile("((?:get|is)[^a-z][\\w$]*)-[\\w-]{7}");

    /** How long the hash is, with the hyphen before it. */
    private static final int HASH = 8;

    private KotlinTypes() {}

    /** Whether a class is a data class that Java can construct. */
    static boolean isDataClass(TypeElement type) {
        return type.getKind() == ElementKind.CLASS
                && names(type).anyMatch(COPY::equals) // which a class whose componentN are written by hand has not
                && !componentMethods(type).isEmpty()
                && constructor(type).isPresent();
    }

    /** What a type should be that is not a record. */
    static String hint(TypeMirror type, String record) {
        return JavaTypes.element(type)
                .filter(KotlinTypes::hasValueClass)
                .map(dataClass -> "a data class without properties of value classes, which Java can't construct"
                        + valueProperties(dataClass))
                .orElse(record);
    }

    /** The properties of value classes, in words; empty if their names are not known. */
    private static String valueProperties(TypeElement dataClass) {
        List<String> all = names(dataClass).toList();
        String found = all.stream()
                .map(VALUE_GETTER::matcher)
                .filter(Matcher::matches)
                .map(getter -> property(getter.group(1)))
                .filter(all::contains)
                .distinct()
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? "; " + dataClass.getSimpleName() + " has one" : ": " + found;
    }

    /** {@code visits} for {@code getVisits}, {@code isNew} for {@code isNew}. */
    private static String property(String getter) {
        return getter.startsWith("get") ? Character.toLowerCase(getter.charAt(3)) + getter.substring(4) : getter;
    }

    /** Whether a class is a data class that has a property of a value class, and no constructor that Java can call. */
    private static boolean hasValueClass(TypeElement type) {
        return type.getKind() == ElementKind.CLASS
                && names(type).anyMatch(name -> name.equals(COPY) || name.startsWith(COPY + "-"))
                && constructor(type).isEmpty()
                && !mangled(type).isEmpty();
    }

    /** The field that has the only value of a Kotlin object; empty for another class. */
    static Optional<String> instance(TypeElement type) {
        return names(type).findFirst().isEmpty()
                ? Optional.empty()
                : ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                        .filter(field -> field.getModifiers().contains(Modifier.STATIC))
                        .filter(field -> field.getSimpleName().contentEquals(INSTANCE))
                        .filter(field -> JavaTypes.element(field.asType()).equals(Optional.of(type)))
                        .map(field -> INSTANCE)
                        .findFirst();
    }

    /** The properties of a data class, with their types where the class has type arguments. */
    static List<DataComponent> components(DeclaredType type, TypeElement dataClass, Types types) {
        List<ExecutableElement> methods = componentMethods(dataClass);
        ExecutableElement constructor = constructor(dataClass).orElseThrow();
        return IntStream.range(0, methods.size())
                .mapToObj(index -> {
                    ExecutableElement method = methods.get(index);
                    TypeMirror of = ((ExecutableType) types.asMemberOf(type, method)).getReturnType();
                    VariableElement property = constructor.getParameters().get(index);
                    return new DataComponent(property, of, accessor(dataClass, property, method));
                })
                .toList();
    }

    /** {@code getVisits} for {@code visits}, {@code isNew} for {@code isNew}; empty for a private property. */
    private static String accessor(TypeElement dataClass, VariableElement property, ExecutableElement component) {
        String name = property.getSimpleName().toString();
        String getter = "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return ElementFilter.methodsIn(dataClass.getEnclosedElements()).stream()
                .filter(method -> method.getParameters().isEmpty()
                        && !method.getModifiers().contains(Modifier.PRIVATE))
                .map(method -> method.getSimpleName().toString())
                .filter(method -> method.equals(getter) || (method.startsWith("is") && method.equals(name)))
                .findFirst()
                .orElseGet(() -> component.getModifiers().contains(Modifier.PRIVATE)
                        ? ""
                        : component.getSimpleName().toString());
    }

    /** The public constructor that takes all properties. */
    private static Optional<ExecutableElement> constructor(TypeElement type) {
        List<String> properties = componentMethods(type).stream()
                .map(method -> JavaTypes.name(method.getReturnType()))
                .toList();
        return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .filter(constructor -> constructor.getModifiers().contains(Modifier.PUBLIC))
                .filter(constructor -> constructor.getParameters().stream()
                        .map(parameter -> JavaTypes.name(parameter.asType()))
                        .toList()
                        .equals(properties))
                .findFirst();
    }

    /** The methods {@code component1} and so on of a data class. */
    private static List<ExecutableElement> componentMethods(TypeElement type) {
        if (names(type).findFirst().isEmpty()) {
            return List.of();
        }
        List<ExecutableElement> methods = ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(method -> method.getParameters().isEmpty())
                .toList();
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> methods.stream()
                        .filter(method -> method.getSimpleName().contentEquals(COMPONENT + number))
                        .findFirst())
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .toList();
    }

    /** The result of a suspend function, by the types of its parameters; empty if it is not one. */
    static Optional<TypeMirror> suspendResult(List<? extends TypeMirror> parameters) {
        return parameters.isEmpty()
                ? Optional.empty()
                : JavaTypes.argumentOf(parameters.get(parameters.size() - 1), CONTINUATION)
                        .map(result -> result instanceof WildcardType wildcard && wildcard.getSuperBound() != null
                                ? wildcard.getSuperBound()
                                : result);
    }

    /** Whether a parameter is the one that Kotlin adds to a suspend function. */
    static boolean isContinuation(VariableElement parameter) {
        return JavaTypes.name(parameter.asType()).equals(CONTINUATION);
    }

    /** Whether a type is that of functions which return nothing. */
    static boolean isUnit(TypeMirror type) {
        return JavaTypes.name(type).equals(UNIT);
    }

    /** Whether an element is marked as one that is never null, as Kotlin marks all that it declares without a question mark. */
    static boolean isNeverNull(Element element) {
        return element.getAnnotationMirrors().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals(NOT_NULL));
    }

    /** The functions of an interface that take or return value classes, which Java can't implement. */
    static List<String> mangled(TypeElement type) {
        List<String> names = names(type).toList();
        return names.stream()
                .limit(Math.max(0, names.size() - 1)) // the last one is the name of the module, such as order-service
                .filter(name -> MANGLED.matcher(name).matches())
                .map(name -> name.substring(0, name.length() - HASH))
                .filter(names::contains)
                .distinct()
                .toList();
    }

    /** The names that Kotlin notes of a class; none if it is not written in Kotlin. */
    private static Stream<String> names(TypeElement type) {
        return type.getAnnotationMirrors().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals(METADATA))
                .flatMap(annotation -> annotation.getElementValues().entrySet().stream())
                .filter(entry -> entry.getKey().getSimpleName().contentEquals("d2"))
                .map(entry -> entry.getValue().getValue())
                .filter(List.class::isInstance)
                .flatMap(values -> ((List<?>) values).stream())
                .filter(AnnotationValue.class::isInstance)
                .map(value -> String.valueOf(((AnnotationValue) value).getValue()));
    }
}
