package dev.moonlet.processor;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/**
 * A cell of the tables of types: a Java type for a declared one.
 *
 * @param declared the type in Lua
 * @param javaType the type in Java
 * @param resultType the type in Java that it comes back in
 * @param edges values that arrive as they are; the second one stands for a default
 * @param random another one
 * @param back what a value is when it comes back
 * @param refused values that can't be sent
 */
record TypeCell(
        String declared,
        String javaType,
        String resultType,
        List<Object> edges,
        Function<Random, Object> random,
        Function<Object, Object> back,
        List<Object> refused) {

    private static final long LARGEST = 1L << 53;

    /** A name for methods and scripts. */
    String name() {
        // A disk that does not tell capitals apart would take integer_byte.lua for integer_Byte.lua.
        String type = javaType.replaceAll(".*\\.", "").replace("[]", "s");
        return declared + "_" + (javaType.equals(boxed()) ? "boxed" : "") + type;
    }

    /** The Java type as a type argument. */
    String boxed() {
        return boxed(javaType);
    }

    /** The Java type that it comes back in as a type argument. */
    String resultBoxed() {
        return boxed(resultType);
    }

    /** Whether an array of it is a table: one of bytes is a string. */
    boolean isArrayed() {
        return !javaType.equals("byte");
    }

    private static String boxed(String type) {
        return switch (type) {
            case "int" -> "Integer";
            case "long", "short", "byte", "double", "float", "boolean" ->
                type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
            default -> type;
        };
    }

    boolean standsInTables() {
        return !declared.equals("any");
    }

    boolean isText() {
        return declared.equals("string");
    }

    /** A value that is not the usual one of its type. */
    Object fallback() {
        return edges.get(1);
    }

    /** That value as Lua writes it. */
    String fallbackInLua() {
        Object value = fallback();
        if (value instanceof Duration duration) {
            return Long.toString(declared.equals("seconds") ? duration.toSeconds() : duration.toMillis());
        }
        if (value instanceof Instant instant) {
            return Long.toString(declared.equals("seconds") ? instant.getEpochSecond() : instant.toEpochMilli());
        }
        if (value instanceof Coded.Money money) {
            return Long.toString(money.cents());
        }
        if (declared.equals("string") || declared.equals("any")) {
            Object text =
                    value instanceof ByteBuffer buffer ? StandardCharsets.UTF_8.decode(buffer.duplicate()) : value;
            return '"'
                    + (text instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : text.toString())
                    + '"';
        }
        return value.toString();
    }

    @Override
    public String toString() {
        return declared + " as " + javaType;
    }

    private static TypeCell cell(
            String declared, String type, List<?> edges, Function<Random, ?> random, Object... refused) {
        return new TypeCell(declared, type, type, List.copyOf(edges), random::apply, value -> value, List.of(refused));
    }

    /** A type that Java has for arguments alone. */
    private TypeCell comingBackAs(String type, Function<Object, Object> conversion) {
        return new TypeCell(declared, javaType, type, edges, random, conversion, refused);
    }

    static List<TypeCell> all() {
        List<String> texts =
                List.of("", " ", "=", "\0", "\r\n", "$1", "\u00e9\u20ac\ud83c\udf0d", "0", "x".repeat(70_000));
        Object[] halves = {"\ud83c", "a\udf0d", "\udf0d\ud83c"};
        List<byte[]> bytes = texts.stream().map(String::getBytes).toList();
        List<ByteBuffer> buffers = bytes.stream().map(ByteBuffer::wrap).toList();
        List<TypeCell> cells = new ArrayList<>();
        for (String declared : List.of("string", "any")) {
            cells.add(cell(declared, "String", texts, TypeCell::text, halves));
            cells.add(cell(declared, "byte[]", append(bytes, new byte[] {-1, 0, -128, 127}), TypeCell::bytes));
        }
        cells.add(cell("string", "CharSequence", texts, r -> CharBuffer.wrap(text(r)), halves)
                .comingBackAs("String", Object::toString));
        cells.add(cell("string", "java.nio.ByteBuffer", buffers, r -> ByteBuffer.wrap(bytes(r))
                        .asReadOnlyBuffer())
                .comingBackAs("byte[]", value -> bytesOf((ByteBuffer) value)));
        cells.add(cell(
                "string",
                "java.time.LocalDate",
                List.of(LocalDate.EPOCH, LocalDate.of(2024, 2, 29)),
                r -> LocalDate.ofEpochDay(r.nextInt(1_000_000))));
        cells.add(cell(
                "integer",
                "dev.moonlet.processor.Coded.Money",
                List.of(new Coded.Money(0), new Coded.Money(LARGEST - 1)),
                r -> new Coded.Money(r.nextInt(Integer.MAX_VALUE)),
                new Coded.Money(LARGEST + 1)));
        cells.add(cell(
                "string",
                "java.util.UUID",
                List.of(new UUID(0, 0), new UUID(5, -1)),
                r -> new UUID(r.nextLong(), r.nextLong())));
        cells.add(cell(
                "string",
                "java.time.DayOfWeek",
                List.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                r -> DayOfWeek.of(1 + r.nextInt(7))));
        Object[] beyond = {LARGEST + 1, -LARGEST - 1, Long.MAX_VALUE, Long.MIN_VALUE};
        List<Long> longs = List.of(0L, 1L, -1L, LARGEST - 1, 1 - LARGEST);
        for (String type : List.of("long", "Long")) {
            cells.add(cell("integer", type, longs, TypeCell::integer, beyond));
        }
        cells.add(cell(
                "integer",
                "java.math.BigInteger",
                longs.stream().map(BigInteger::valueOf).toList(),
                r -> BigInteger.valueOf(integer(r)),
                BigInteger.TWO.pow(53).add(BigInteger.ONE),
                BigInteger.TWO.pow(200).negate()));
        List<Long> whole = List.of(0L, Long.MIN_VALUE, Long.MAX_VALUE, LARGEST + 1);
        for (String type : List.of("long", "Long")) {
            cells.add(cell("int64", type, whole, Random::nextLong));
        }
        cells.add(cell(
                "int64",
                "java.math.BigInteger",
                whole.stream().map(BigInteger::valueOf).toList(),
                r -> BigInteger.valueOf(r.nextLong()),
                BigInteger.TWO.pow(63),
                BigInteger.TWO.pow(200).negate()));
        for (String type : List.of("int", "Integer")) {
            cells.add(cell("integer", type, List.of(0, Integer.MAX_VALUE, Integer.MIN_VALUE), Random::nextInt));
        }
        for (String type : List.of("short", "Short")) {
            List<Short> edges = List.of((short) 0, Short.MAX_VALUE, Short.MIN_VALUE);
            cells.add(cell("integer", type, edges, r -> (short) r.nextInt()));
        }
        for (String type : List.of("byte", "Byte")) {
            cells.add(cell("integer", type, List.of((byte) 0, (byte) 127, (byte) -128), r -> (byte) r.nextInt()));
        }
        List<Double> doubles = List.of(
                0.0,
                0.1,
                -0.0,
                1.0,
                -1.5,
                Double.MAX_VALUE,
                Double.MIN_VALUE,
                Math.PI,
                1e15 + 0.3,
                (double) LARGEST + 2);
        Object[] noNumbers = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (String type : List.of("double", "Double")) {
            cells.add(cell("number", type, doubles, TypeCell::number, noNumbers));
        }
        for (String type : List.of("float", "Float")) {
            List<Float> edges = List.of(0f, 0.1f, -0f, Float.MAX_VALUE, Float.MIN_VALUE);
            cells.add(cell("number", type, edges, r -> (float) r.nextGaussian(), Float.NaN, Float.NEGATIVE_INFINITY));
        }
        cells.add(cell(
                "number",
                "java.math.BigDecimal",
                List.of(new BigDecimal("0.1"), new BigDecimal("-1234567.25"), new BigDecimal("1E-300")),
                r -> new BigDecimal(r.nextInt()),
                new BigDecimal("1E+400"),
                new BigDecimal("1E-400"),
                new BigDecimal("9007199254740993"),
                new BigDecimal("0.12345678901234567890")));
        for (TypeCell integers : List.copyOf(cells)) {
            if (integers.declared.equals("integer") && integers.random.apply(new Random()) instanceof Number) {
                TypeCell numbers = new TypeCell(
                        "number",
                        integers.javaType,
                        "double",
                        integers.edges,
                        integers.random,
                        value -> ((Number) value).doubleValue(),
                        integers.refused);
                cells.add(numbers);
            }
        }
        for (String type : List.of("boolean", "Boolean")) {
            cells.add(cell("boolean", type, List.of(true, false), Random::nextBoolean));
        }
        for (String declared : List.of("milliseconds", "seconds")) {
            boolean millis = declared.equals("milliseconds");
            Function<Long, Duration> duration = millis ? Duration::ofMillis : Duration::ofSeconds;
            Function<Long, Instant> instant = millis ? Instant::ofEpochMilli : Instant::ofEpochSecond;
            List<Long> units = List.of(0L, 1L, -1L, 1_700_000_000_123L);
            Duration tooLong = duration.apply(LARGEST + 1);
            cells.add(cell(
                    declared,
                    "java.time.Duration",
                    units.stream().map(duration).toList(),
                    r -> duration.apply((long) r.nextInt()),
                    tooLong));
            cells.add(cell(
                    declared,
                    "java.time.Instant",
                    units.stream().map(instant).toList(),
                    r -> instant.apply((long) r.nextInt()),
                    millis ? new Object[] {Instant.MAX} : new Object[0]));
            for (String type : List.of("long", "Long")) {
                cells.add(cell(declared, type, longs, TypeCell::integer, beyond));
            }
            for (String type : List.of("int", "Integer")) {
                cells.add(cell(declared, type, List.of(0, Integer.MIN_VALUE), Random::nextInt));
            }
        }
        return cells;
    }

    private static byte[] bytesOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static List<Object> append(List<?> values, Object value) {
        List<Object> all = new ArrayList<>(values);
        all.add(value);
        return all;
    }

    static String text(Random random) {
        return random.ints(random.nextInt(30), 0, Character.MAX_CODE_POINT + 1)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    static long integer(Random random) {
        return random.nextLong() >> (10 + random.nextInt(50));
    }

    static double number(Random random) {
        double number = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(number) ? number : random.nextDouble();
    }
}
