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

    /** The methods of {@code dev.moonlet.codegen.Reply} by declared and by Java type. */
    private static final Map<LuaType.Scalar, Map<String, String>> READERS = Map.of(
            LuaType.Scalar.STRING, STRINGS,
            LuaType.Scalar.STATUS, STRINGS,
            LuaType.Scalar.INTEGER, INTEGERS,
            LuaType.Scalar.NUMBER,
                    Map.of(
                            "double", "number",
                            "java.lang.Double", "number",
                            "float", "float32",
                            "java.lang.Float", "float32",
                            "java.math.BigDecimal", "decimal"),
            LuaType.Scalar.BOOLEAN, Map.of("boolean", "bool", "java.lang.Boolean", "bool"),
            LuaType.Scalar.MILLISECONDS, times("milliseconds", "epochMilliseconds"),
            LuaType.Scalar.SECONDS, times("seconds", "epochSeconds"),
            LuaType.Scalar.ANY, Map.of("java.lang.Object", "any"));

    private static final Map<LuaType.Scalar, String> FITTING = Map.of(
            LuaType.Scalar.STRING, "String, byte[], UUID or an enum",
            LuaType.Scalar.STATUS, "String, byte[], UUID or an enum",
            LuaType.Scalar.INTEGER, "long, int, short, byte or BigInteger",
            LuaType.Scalar.NUMBER, "double, float or BigDecimal",
            LuaType.Scalar.BOOLEAN, "boolean",
            LuaType.Scalar.MILLISECONDS, "Duration, Instant, long or int",
            LuaType.Scalar.SECONDS, "Duration, Instant, long or int",
            LuaType.Scalar.ANY, "Object",
            LuaType.Scalar.JSON, "any type that a JSON codec can read, with its type arguments",
            LuaType.Scalar.NIL, "void");

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
        return Optional.ofNullable(READERS.getOrDefault(declared, Map.of()).get(javaType));
    }

    /** The Java types that fit, for a hint. */
    static String fitting(LuaType.Scalar declared) {
        return FITTING.getOrDefault(declared, "none");
    }
}
