package dev.moonlet.processor.validation;

import dev.moonlet.processor.model.ArgumentEncoding;
import dev.moonlet.processor.model.CodecUse;
import dev.moonlet.processor.model.EnumConstants;
import dev.moonlet.processor.model.WireForm;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.JavaEnum;
import dev.moonlet.script.LuaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Which Java types can supply which declared types. */
final class ArgumentTypes {

    private static final Set<String> STRINGS =
            Set.of("java.lang.String", "java.lang.CharSequence", "java.nio.ByteBuffer", "java.util.UUID", "byte[]");
    private static final Set<String> INTEGERS = Set.of(
            "byte",
            "short",
            "int",
            "long",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.math.BigInteger");
    private static final Set<String> INT64 = Set.of("long", "java.lang.Long", "java.math.BigInteger");
    private static final Set<String> FRACTIONS =
            Set.of("float", "double", "java.lang.Float", "java.lang.Double", "java.math.BigDecimal");
    private static final Set<String> BOOLEANS = Set.of("boolean", "java.lang.Boolean");
    private static final Set<String> TIMES = Set.of("java.time.Duration", "java.time.Instant");
    private static final Set<String> WHOLE_TIMES = Set.of("int", "long", "java.lang.Integer", "java.lang.Long");
    private static final Map<String, String> BOXES =
            Map.of("int", "Integer", "long", "Long", "double", "Double", "boolean", "Boolean");
    private static final String NOTHING = "nothing that a method can supply";

    private final Types types;
    private final Codecs codecs;
    private final List<ResultTypes.Mismatch> mismatches;

    ArgumentTypes(Types types, Codecs codecs) {
        this(types, codecs, new ArrayList<>());
    }

    private ArgumentTypes(Types types, Codecs codecs, List<ResultTypes.Mismatch> mismatches) {
        this.types = types;
        this.codecs = codecs;
        this.mismatches = mismatches;
    }

    /** What does not fit inside of tables. */
    List<ResultTypes.Mismatch> mismatches() {
        return mismatches;
    }

    /** How a parameter of a Java type supplies a declaration; empty if it can't. */
    Optional<ArgumentEncoding> encoding(Declaration declaration, TypeMirror javaType) {
        if (declaration.rest() && declaration.type() instanceof LuaType.Array rest) {
            return container(javaType).flatMap(container -> element(javaType)
                    .flatMap(element -> encoding(declaration, rest.element(), element))
                    .map(value -> new ArgumentEncoding.RestOf(value, container)));
        }
        LuaType type = declaration.type().present();
        if (!declaration.isOptional()) {
            return encoding(declaration, type, javaType).map(Function.identity());
        }
        Optional<TypeMirror> wrapped = JavaTypes.argumentOf(javaType, "java.util.Optional");
        boolean string = type == LuaType.Scalar.STRING || type == LuaType.Scalar.ANY;
        String method =
                declaration.kind() == Declaration.Kind.KEY ? "optionalKey" : string ? "optionalString" : "optional";
        Optional<ArgumentEncoding.OfValue> present = encoding(declaration, type, wrapped.orElse(javaType));
        return javaType.getKind().isPrimitive()
                ? present.map(Function.identity())
                : present.map(encoding -> new ArgumentEncoding.OptionalOf(encoding, wrapped.isPresent(), method));
    }

    private Optional<ArgumentEncoding.OfValue> encoding(Declaration declaration, LuaType type, TypeMirror javaType) {
        Optional<CodecUse> codec = codecs.codec(javaType);
        if (codec.isPresent()) {
            return new ArgumentTypes(types, codecs.without(codec.get()), mismatches)
                    .encoding(declaration, type, codec.get().valueType())
                    .map(value -> new ArgumentEncoding.Coded(codec.get().codec(), value));
        }
        Optional<ArgumentEncoding.OfValue> code = code(declaration, type, javaType);
        if (code.isPresent()) {
            return code;
        }
        if (type instanceof LuaType.Array array) {
            return container(javaType).flatMap(container -> element(javaType)
                    .flatMap(element -> encoding(declaration, array.element(), element))
                    .map(element -> new ArgumentEncoding.ArrayOf(element, container)));
        }
        if (type instanceof LuaType.Map map) {
            return JavaTypes.stringMapValue(javaType)
                    .flatMap(value -> encoding(declaration, map.value(), value))
                    .map(ArgumentEncoding.MapOf::new);
        }
        if (type instanceof LuaType.Table || type instanceof LuaType.Tuple) {
            return JavaTypes.recordElement(javaType)
                    .flatMap(record -> record(declaration, type, record, (DeclaredType) javaType));
        }
        Optional<WireForm> form = WireForm.of(type);
        if (form.isPresent()) {
            return form.filter(found -> JavaTypes.isJson(javaType))
                    .map(found -> new ArgumentEncoding.Json(JavaTypes.boxed(javaType, types), found));
        }
        return value(declaration, type, javaType).map(Function.identity());
    }

    /** How a constant of an enum is sent, if a code stands for it. */
    private static Optional<ArgumentEncoding.OfValue> code(Declaration declaration, LuaType type, TypeMirror javaType) {
        boolean number = type == LuaType.Scalar.INTEGER || type == LuaType.Scalar.NUMBER;
        boolean text = type == LuaType.Scalar.STRING || type == LuaType.Scalar.ANY;
        String method = declaration.kind() == Declaration.Kind.KEY ? "key" : number ? "integer" : "string";
        return JavaTypes.element(javaType)
                .filter(found -> EnumConstants.codes(found)
                        .filter(codes -> codes == JavaEnum.Codes.INTEGERS ? number : text)
                        .isPresent())
                .map(found -> new ArgumentEncoding.Coded(found, new ArgumentEncoding.Scalar(method)));
    }

    private Optional<ArgumentEncoding.OfValue> record(
            Declaration declaration, LuaType type, TypeElement record, DeclaredType javaType) {
        TableFields fields = type instanceof LuaType.Table table
                ? TableFields.byName(table, record, javaType, types, "@arg")
                : TableFields.byPosition((LuaType.Tuple) type, record, javaType, types);
        int before = mismatches.size();
        if (!codecs.isVisible(record)) {
            mismatches.add(new ResultTypes.Mismatch(
                    "record " + record.getSimpleName() + " can't be seen by the implementation",
                    "make it public, or at least visible in the package of the interface",
                    Optional.empty()));
            return Optional.empty();
        }
        mismatches.addAll(fields.mismatches());
        fields.fields().stream()
                .filter(field -> !field.component().isReadable())
                .map(field -> new ResultTypes.Mismatch(
                        field.where() + DataComponent.UNREADABLE, DataComponent.MAKE_PUBLIC, field.place()))
                .forEach(mismatches::add);
        List<ArgumentEncoding.Field> encoded = new ArrayList<>();
        for (TableFields.Field field : fields.fields()) {
            Codecs inner = codecs.within(field.component().element());
            ArgumentTypes nested = new ArgumentTypes(types, inner, mismatches);
            int outer = mismatches.size();
            Optional<ArgumentEncoding.Field> found = nested.field(declaration, field);
            inner.reportUnused(field.component().element());
            found.ifPresent(encoded::add);
            if (found.isEmpty() && mismatches.size() == outer) {
                mismatches.add(new ResultTypes.Mismatch(
                        field.where() + " is " + field.type().notation() + ", but Java has "
                                + JavaTypes.display(field.javaType()),
                        "in Java it is " + fitting(field.type()),
                        field.place()));
            }
        }
        return mismatches.size() == before
                ? Optional.of(new ArgumentEncoding.RecordOf(javaType, encoded, type instanceof LuaType.Table))
                : Optional.empty();
    }

    private Optional<ArgumentEncoding.Field> field(Declaration declaration, TableFields.Field field) {
        Optional<TypeMirror> wrapped = JavaTypes.argumentOf(field.javaType(), "java.util.Optional");
        boolean optional = field.type().mayBeNil();
        ArgumentEncoding.Presence presence =
                !optional || field.javaType().getKind().isPrimitive()
                        ? ArgumentEncoding.Presence.REQUIRED
                        : wrapped.isPresent() ? ArgumentEncoding.Presence.WRAPPED : ArgumentEncoding.Presence.NULLABLE;
        TypeMirror value = optional ? wrapped.orElse(field.javaType()) : field.javaType();
        return encoding(declaration, field.type().present(), value)
                .map(encoding -> new ArgumentEncoding.Field(
                        field.name(), field.component().accessor(), encoding, presence));
    }

    private Optional<ArgumentEncoding.Scalar> value(Declaration declaration, LuaType type, TypeMirror javaType) {
        if (!(type instanceof LuaType.Scalar scalar)) {
            return Optional.empty();
        }
        String name = JavaTypes.name(javaType);
        if (declaration.kind() == Declaration.Kind.KEY) {
            return when(isString(javaType, name), "key");
        }
        return switch (scalar) {
            case STRING, ANY -> when(isString(javaType, name), "string");
            case INTEGER -> when(INTEGERS.contains(name), "integer");
            case INT64 -> when(INT64.contains(name), "int64");
            case NUMBER ->
                FRACTIONS.contains(name)
                        ? Optional.of(new ArgumentEncoding.Scalar("number"))
                        : when(INTEGERS.contains(name), "integer");
            case BOOLEAN -> when(BOOLEANS.contains(name), "bool");
            case MILLISECONDS -> time(name, "milliseconds");
            case SECONDS -> time(name, "seconds");
            case JSON, MSGPACK, STATUS, NIL -> Optional.empty();
        };
    }

    private static Optional<ArgumentEncoding.Scalar> time(String name, String method) {
        return TIMES.contains(name)
                ? Optional.of(new ArgumentEncoding.Scalar(method))
                : when(WHOLE_TIMES.contains(name), "integer");
    }

    private static boolean isString(TypeMirror type, String name) {
        return STRINGS.contains(name) || JavaTypes.isEnum(type);
    }

    private static Optional<ArgumentEncoding.Scalar> when(boolean condition, String method) {
        return condition ? Optional.of(new ArgumentEncoding.Scalar(method)) : Optional.empty();
    }

    private Optional<ArgumentEncoding.Container> container(TypeMirror type) {
        if (type instanceof ArrayType array) {
            TypeKind component = array.getComponentType().getKind();
            return component == TypeKind.BYTE || component == TypeKind.CHAR
                    ? Optional.empty()
                    : Optional.of(ArgumentEncoding.Container.ARRAY);
        }
        return iterable(type).map(found -> ArgumentEncoding.Container.ITERABLE);
    }

    /** The type of what an array or a collection holds. */
    private Optional<TypeMirror> element(TypeMirror type) {
        return type instanceof ArrayType array
                ? Optional.of(array.getComponentType())
                : iterable(type)
                        .map(found -> JavaTypes.bound(found.getTypeArguments().get(0)));
    }

    /** A type as the {@code Iterable} that it is. */
    private Optional<DeclaredType> iterable(TypeMirror type) {
        if (!(type instanceof DeclaredType declared)) {
            return Optional.empty();
        }
        if (((TypeElement) declared.asElement()).getQualifiedName().contentEquals("java.lang.Iterable")) {
            return Optional.of(declared)
                    .filter(found -> found.getTypeArguments().size() == 1);
        }
        for (TypeMirror supertype : types.directSupertypes(type)) {
            Optional<DeclaredType> found = iterable(supertype);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The Java types that fit, for a hint. */
    static String fitting(Declaration declaration) {
        if (declaration.rest() && declaration.type() instanceof LuaType.Array rest) {
            return "a collection or an array of " + fitting(rest.element());
        }
        return declaration.type() instanceof LuaType.Optional optional
                ? fitting(optional.type()) + ", an Optional of those, or null"
                : fitting(declaration.type());
    }

    private static String fitting(LuaType type) {
        if (type instanceof LuaType.Array array) {
            return "a collection or an array of " + fitting(array.element());
        }
        if (type instanceof LuaType.Optional optional) {
            return fitting(optional.type()) + ", an Optional of those, or null";
        }
        if (type instanceof LuaType.Map map) {
            return "Map<String, …> of " + fitting(map.value());
        }
        if (type instanceof LuaType.Table) {
            return "a record with these components";
        }
        if (type instanceof LuaType.Tuple) {
            return "a record of as many components";
        }
        return type instanceof LuaType.Scalar scalar ? fitting(scalar) : NOTHING;
    }

    private static String fitting(LuaType.Scalar type) {
        return switch (type) {
            case STRING, ANY -> "String, CharSequence, byte[], ByteBuffer, UUID or an enum";
            case INT64 -> "long or BigInteger";
            case INTEGER -> "int, long, short, byte, BigInteger or an enum with @Code";
            case NUMBER -> "double, float, int, long or BigDecimal";
            case BOOLEAN -> "boolean";
            case MILLISECONDS, SECONDS -> "Duration, Instant or long";
            case JSON, MSGPACK -> "any type that a codec can write, with its type arguments, and no Optional";
            case STATUS, NIL -> NOTHING;
        };
    }

    /** The first of the types that fit, for a new parameter. */
    static String usual(Declaration declaration) {
        return declaration.type() instanceof LuaType.Optional optional
                ? "Optional<" + boxed(usual(optional.type())) + ">"
                : usual(declaration.type());
    }

    private static String boxed(String type) {
        return BOXES.getOrDefault(type, type);
    }

    private static String usual(LuaType type) {
        if (type instanceof LuaType.Array array) {
            return "List<" + boxed(usual(array.element())) + ">";
        }
        if (type instanceof LuaType.Map map) {
            return "Map<String, " + boxed(usual(map.value())) + ">";
        }
        if (!(type instanceof LuaType.Scalar)) {
            return fitting(type);
        }
        String fitting = fitting(type);
        return fitting.split(",? or |, ", 2)[0];
    }
}
