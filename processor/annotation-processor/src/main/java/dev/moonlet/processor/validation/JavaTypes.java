package dev.moonlet.processor.validation;

import dev.moonlet.script.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** Asks of Java types what the binding needs to know. */
final class JavaTypes {

    private JavaTypes() {}

    /** The qualified name of the erased type: {@code long}, {@code java.util.List}, {@code byte[]}. */
    static String name(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return name(array.getComponentType()) + "[]";
        }
        return element(type)
                .map(element -> element.getQualifiedName().toString())
                .orElseGet(() -> type.getKind().isPrimitive()
                        ? type.getKind().name().toLowerCase(Locale.ROOT)
                        : type.toString());
    }

    /** The type as a developer writes it, without packages. */
    static String display(TypeMirror type) {
        if (type instanceof DeclaredType declared
                && !declared.getTypeArguments().isEmpty()) {
            return simpleName(declared) + "<"
                    + String.join(
                            ", ",
                            declared.getTypeArguments().stream()
                                    .map(JavaTypes::display)
                                    .toList())
                    + ">";
        }
        if (type instanceof ArrayType array) {
            return display(array.getComponentType()) + "[]";
        }
        return type instanceof DeclaredType declared ? simpleName(declared) : name(type);
    }

    private static String simpleName(DeclaredType type) {
        return type.asElement().getSimpleName().toString();
    }

    static Optional<TypeElement> element(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                ? Optional.of((TypeElement) ((DeclaredType) type).asElement())
                : Optional.empty();
    }

    static boolean isEnum(TypeMirror type) {
        return element(type)
                .filter(element -> element.getKind() == ElementKind.ENUM)
                .isPresent();
    }

    /** The upper bound of a wildcard. */
    static TypeMirror bound(TypeMirror type) {
        return type instanceof WildcardType wildcard && wildcard.getExtendsBound() != null
                ? wildcard.getExtendsBound()
                : type;
    }

    /** The type, or the class of the objects of a primitive type. */
    static TypeMirror boxed(TypeMirror type, Types types) {
        return type instanceof PrimitiveType primitive
                ? types.boxedClass(primitive).asType()
                : type;
    }

    /** Whether a type can be passed to a JSON codec: it is a class with all of its type arguments, or an array of one. */
    static boolean isJson(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return isJson(array.getComponentType())
                    && !(array.getComponentType() instanceof DeclaredType component
                            && !component.getTypeArguments().isEmpty());
        }
        if (type instanceof DeclaredType declared) {
            int parameters =
                    ((TypeElement) declared.asElement()).getTypeParameters().size();
            return parameters == declared.getTypeArguments().size()
                    && !(declared.getEnclosingType() instanceof DeclaredType)
                    && !name(type).equals("java.util.Optional")
                    && declared.getTypeArguments().stream()
                            .map(JavaTypes::bound)
                            .allMatch(argument -> argument.getKind() == TypeKind.WILDCARD || isJson(argument));
        }
        return type.getKind().isPrimitive();
    }

    /** The components of a record, with their types where the record has type arguments. */
    static List<DataComponent> components(DeclaredType type, TypeElement record, Types types) {
        if (record.getKind() != ElementKind.RECORD) {
            return KotlinTypes.components(type, record, types);
        }
        // the accessors are known as soon as the members are
        Map<String, ExecutableElement> accessors = ElementFilter.methodsIn(record.getEnclosedElements()).stream()
                .filter(method -> method.getParameters().isEmpty())
                .collect(Collectors.toMap(method -> method.getSimpleName().toString(), Function.identity()));
        List<DataComponent> components = new ArrayList<>();
        for (RecordComponentElement component : record.getRecordComponents()) {
            String name = component.getSimpleName().toString();
            ExecutableElement accessor = accessors.get(name);
            TypeMirror of = accessor == null
                    ? component.asType()
                    : ((ExecutableType) types.asMemberOf(type, accessor)).getReturnType();
            components.add(new DataComponent(component, of, name));
        }
        return components;
    }

    /** The components of a record. */
    static List<DataComponent> components(TypeElement record, Types types) {
        return components((DeclaredType) record.asType(), record, types);
    }

    /** The record that a type is, or the data class of Kotlin. */
    static Optional<TypeElement> recordElement(TypeMirror type) {
        return element(type).filter(JavaTypes::isRecord);
    }

    /** Whether a type is a record, or a data class of Kotlin. */
    static boolean isRecord(TypeElement type) {
        return type.getKind() == ElementKind.RECORD || KotlinTypes.isDataClass(type);
    }

    /** The type of the values of a {@code Map} from strings; empty for another type. */
    static Optional<TypeMirror> stringMapValue(TypeMirror type) {
        if (!name(type).equals("java.util.Map")) {
            return Optional.empty();
        }
        List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
        return arguments.size() == 2 && name(arguments.get(0)).equals("java.lang.String")
                ? Optional.of(bound(arguments.get(1)))
                : Optional.empty();
    }

    /** The one type argument of a type with this name; empty for another type, or a raw one. */
    static Optional<TypeMirror> argumentOf(TypeMirror type, String name) {
        if (!name(type).equals(name)) {
            return Optional.empty();
        }
        List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
        return arguments.size() == 1 ? Optional.of(arguments.get(0)) : Optional.empty();
    }

    /** How Java spells a name of Lua: {@code class}, which is a keyword, as {@code class_}. */
    static String variable(String name) {
        String camel = Names.camelCase(name);
        return SourceVersion.isKeyword(camel) ? camel + "_" : camel;
    }
}
