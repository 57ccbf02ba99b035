package dev.moonlet.processor.validation;

import dev.moonlet.script.LuaType;
import java.util.Map;
import java.util.Optional;

/** The table of results without parts: which Java type a declared one can become, and what reads it. */
final class ScalarReaders {

    private static final Map<String, String> STRINGS = Map.of(
            "java.lang.String",
            "string",
            "java.lang.CharSequence",
            "string",
            "byte[]",
            "bytes",
            "java.util.UUID",
            "uuid");
    private static final Map<String, String> INTEGERS = Map.of(
            "long", "integer",
            "java.lang.Long", "integer",
            "int", "int32",
            "java.lang.Integer", "int32",
            "short", "int16",
            "java.lang.Short", "int16",
            "byte", "int8",
            "java.lang.Byte", "int8",
            "java.math.BigInteger", "bigInteger");

    private static final Map<String, String> INT64 =
            Map.of("long", "int64", "java.lang.Long", "int64", "java.math.BigInteger", "bigInt64");
    private static final Map<String, String> NUMBERS = Map.of(
            "double", "number",
            "java.lang.Double", "number",
            "float", "float32",
            "java.lang.Float", "float32",
            "java.math.BigDecimal", "decimal");
    private static final Map<String, String> BOOLEANS = Map.of("boolean", "bool", "java.lang.Boolean", "bool");
    private static final Map<String, String> MILLISECONDS = times("milliseconds", "epochMilliseconds");
    private static final Map<String, String> SECONDS = times("seconds", "epochSeconds");
    private static final Map<String, String> ANY = Map.of("java.lang.Object", "any");

    private static Map<String, String> times(String duration, String instant) {
        return Map.of(
                "long", "integer",
                "java.lang.Long", "integer",
                "int", "int32",
                "java.lang.Integer", "int32",
                "java.time.Duration", duration,
                "java.time.Instant", instant);
    }

    private ScalarReaders() {}

    /** The method of {@code dev.moonlet.codegen.Reply} that reads a declared type into a Java type, if there is one. */
    static Optional<String> reader(LuaType.Scalar declared, String javaType) {
        return Optional.ofNullable(readers(declared).get(javaType));
    }

    /** The methods that read a declared type, by Java type. */
    private static Map<String, String> readers(LuaType.Scalar declared) {
        return switch (declared) {
            case STRING, STATUS -> STRINGS;
            case INTEGER -> INTEGERS;
            case INT64 -> INT64;
            case NUMBER -> NUMBERS;
            case BOOLEAN -> BOOLEANS;
            case MILLISECONDS -> MILLISECONDS;
            case SECONDS -> SECONDS;
            case ANY -> ANY;
            case JSON, MSGPACK, NIL -> Map.of();
        };
    }

    /** The Java types that fit, for a hint. */
    static String fitting(LuaType.Scalar declared) {
        return switch (declared) {
            case STRING, STATUS -> "String, byte[], UUID or an enum";
            case INT64 -> "long or BigInteger";
            case INTEGER -> "long, int, short, byte, BigInteger or an enum with @Code";
            case NUMBER -> "double, float or BigDecimal";
            case BOOLEAN -> "boolean";
            case MILLISECONDS, SECONDS -> "Duration, Instant, long or int";
            case ANY -> "Object";
            case JSON, MSGPACK -> "any type that a codec can read, with its type arguments";
            case NIL -> "void";
        };
    }
}
