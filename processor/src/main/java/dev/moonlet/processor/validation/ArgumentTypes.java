package dev.moonlet.processor.validation;

import dev.moonlet.processor.model.ArgumentEncoding;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.type.TypeMirror;

/** Which Java types can supply which declared types. */
final class ArgumentTypes {

    private static final String STRING = "java.lang.String";
    private static final String DURATION = "java.time.Duration";
    private static final Set<String> INTEGERS = Set.of(
            "byte", "short", "int", "long", "java.lang.Byte", "java.lang.Short", "java.lang.Integer", "java.lang.Long");
    private static final Set<String> FRACTIONS = Set.of("float", "double", "java.lang.Float", "java.lang.Double");
    private static final Set<String> BOOLEANS = Set.of("boolean", "java.lang.Boolean");

    private ArgumentTypes() {}

    /** How a parameter of a Java type supplies a declaration; empty if it can't. */
    static Optional<ArgumentEncoding> encoding(Declaration declaration, TypeMirror javaType) {
        String name = JavaTypes.name(javaType);
        if (declaration.rest() || declaration.isOptional()) {
            return Optional.empty();
        }
        if (declaration.kind() == Declaration.Kind.KEY) {
            return when(name.equals(STRING), ArgumentEncoding.KEY);
        }
        if (!(declaration.type() instanceof LuaType.Scalar scalar)) {
            return Optional.empty();
        }
        return switch (scalar) {
            case STRING, ANY -> when(name.equals(STRING), ArgumentEncoding.STRING);
            case INTEGER -> when(INTEGERS.contains(name), ArgumentEncoding.INTEGER);
            case NUMBER ->
                FRACTIONS.contains(name)
                        ? Optional.of(ArgumentEncoding.NUMBER)
                        : when(INTEGERS.contains(name), ArgumentEncoding.INTEGER);
            case BOOLEAN -> when(BOOLEANS.contains(name), ArgumentEncoding.BOOLEAN);
            case MILLISECONDS -> duration(name, ArgumentEncoding.MILLISECONDS);
            case SECONDS -> duration(name, ArgumentEncoding.SECONDS);
            case JSON, STATUS, NIL -> Optional.empty();
        };
    }

    private static Optional<ArgumentEncoding> duration(String name, ArgumentEncoding encoding) {
        return name.equals(DURATION)
                ? Optional.of(encoding)
                : when(name.equals("long") || name.equals("int"), ArgumentEncoding.INTEGER);
    }

    private static Optional<ArgumentEncoding> when(boolean condition, ArgumentEncoding encoding) {
        return condition ? Optional.of(encoding) : Optional.empty();
    }

    /** The Java types that fit, for a hint. */
    static String fitting(Declaration declaration) {
        if (declaration.kind() == Declaration.Kind.KEY) {
            return "String";
        }
        return declaration.type() instanceof LuaType.Scalar scalar
                ? switch (scalar) {
                    case STRING, ANY -> "String";
                    case INTEGER -> "int or long";
                    case NUMBER -> "double, float, int or long";
                    case BOOLEAN -> "boolean";
                    case MILLISECONDS, SECONDS -> "Duration or long";
                    case JSON, STATUS, NIL -> "none";
                }
                : "none";
    }
}
