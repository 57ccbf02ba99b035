package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.moonlet.JacksonCodec;
import dev.moonlet.JsonCodec;
import dev.moonlet.ReplyMismatchException;
import dev.moonlet.ScriptExecutor;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every cell of the two tables of types, there and back: each Java type that fits a declared one goes to a script that
 * returns what it got, alone, in tables, as all the rest, and where it may be left out, with values at the edges and with
 * random ones.
 */
public class TypeTablesIT {

    private static final long SEED = Long.getLong("moonlet.seed", 5);
    private static final int RANDOM_VALUES = 300;
    private static final long LARGEST = 1L << 53;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static URLClassLoader classes;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static Object tables;

    /**
     * A cell.
     *
     * @param declared the type in Lua
     * @param javaType the type in Java
     * @param edges values that arrive as they are
     * @param random another one
     * @param refused values that can't be sent
     */
    record Cell(
            String declared,
            String javaType,
            List<Object> edges,
            Function<Random, Object> random,
            List<Object> refused) {

        String name() {
            return declared + "_" + javaType.replaceAll(".*\\.", "").replace("[]", "s");
        }

        String boxed() {
            return switch (javaType) {
                case "int" -> "Integer";
                case "long", "short", "byte", "double", "float", "boolean" ->
                    javaType.substring(0, 1).toUpperCase(Locale.ROOT) + javaType.substring(1);
                default -> javaType;
            };
        }

        boolean standsInTables() {
            return !declared.equals("any");
        }

        @Override
        public String toString() {
            return declared + " as " + javaType;
        }
    }

    private static Cell cell(
            String declared, String type, List<?> edges, Function<Random, ?> random, Object... refused) {
        return new Cell(declared, type, List.copyOf(edges), random::apply, List.of(refused));
    }

    static List<Cell> cells() {
        List<String> texts =
                List.of("", " ", "=", "\0", "\r\n", "$1", "\u00e9\u20ac\ud83c\udf0d", "0", "x".repeat(70_000));
        Object[] halves = {"\ud83c", "a\udf0d", "\udf0d\ud83c"};
        List<byte[]> bytes = texts.stream().map(String::getBytes).toList();
        List<Cell> cells = new ArrayList<>();
        for (String declared : List.of("string", "any")) {
            cells.add(cell(declared, "String", texts, TypeTablesIT::text, halves));
            cells.add(cell(declared, "byte[]", append(bytes, new byte[] {-1, 0, -128, 127}), TypeTablesIT::bytes));
        }
        cells.add(cell("string", "java.util.UUID", List.of(new UUID(0, 0)), r -> new UUID(r.nextLong(), r.nextLong())));
        cells.add(
                cell("string", "java.time.DayOfWeek", List.of(DayOfWeek.MONDAY), r -> DayOfWeek.of(1 + r.nextInt(7))));
        Object[] beyond = {LARGEST + 1, -LARGEST - 1, Long.MAX_VALUE, Long.MIN_VALUE};
        List<Long> longs = List.of(0L, 1L, -1L, LARGEST, -LARGEST);
        for (String type : List.of("long", "Long")) {
            cells.add(cell("integer", type, longs, TypeTablesIT::integer, beyond));
        }
        cells.add(cell(
                "integer",
                "java.math.BigInteger",
                longs.stream().map(BigInteger::valueOf).toList(),
                r -> BigInteger.valueOf(integer(r)),
                BigInteger.TWO.pow(53).add(BigInteger.ONE),
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
                -0.0,
                1.0,
                0.1,
                -1.5,
                Double.MAX_VALUE,
                Double.MIN_VALUE,
                Math.PI,
                1e15 + 0.3,
                (double) LARGEST + 2);
        Object[] noNumbers = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (String type : List.of("double", "Double")) {
            cells.add(cell("number", type, doubles, TypeTablesIT::number, noNumbers));
        }
        for (String type : List.of("float", "Float")) {
            List<Float> edges = List.of(0f, -0f, 0.1f, Float.MAX_VALUE, Float.MIN_VALUE);
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
                cells.add(cell(declared, type, longs, TypeTablesIT::integer, beyond));
            }
            for (String type : List.of("int", "Integer")) {
                cells.add(cell(declared, type, List.of(0, Integer.MIN_VALUE), Random::nextInt));
            }
        }
        return cells;
    }

    static List<Cell> cellsOfTables() {
        return cells().stream().filter(Cell::standsInTables).toList();
    }

    private static List<Object> append(List<?> values, Object value) {
        List<Object> all = new ArrayList<>(values);
        all.add(value);
        return all;
    }

    private static String text(Random random) {
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

    private static long integer(Random random) {
        return random.nextLong() >> (10 + random.nextInt(50));
    }

    private static double number(Random random) {
        double number = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(number) ? number : random.nextDouble();
    }

    @BeforeAll
    static void compile() throws Exception {
        JavaProject project = new JavaProject(directory);
        StringBuilder methods = new StringBuilder();
        for (Cell cell : cells()) {
            String name = cell.name();
            String type = cell.javaType();
            String boxed = cell.boxed();
            // A result without a declared type is not a Java type of its own, so what is any comes back as a string.
            String declared = cell.declared();
            String result = declared.equals("any") ? "string" : declared;
            method(methods, name, type, type + " value", declared, result, project);
            method(methods, name + "_or_null", boxed, boxed + " value", declared + "?", result + "?", project);
            String optional = "Optional<" + boxed + ">";
            method(methods, name + "_optional", optional, optional + " value", declared + "?", result + "?", project);
            String list = "List<" + boxed + ">";
            method(methods, name + "_rest", list, boxed + "... value", declared + "...", result + "[]", project);
            if (!cell.standsInTables()) {
                continue;
            }
            method(methods, name + "_list", list, list + " value", declared + "[]", result + "[]", project);
            String lists = "List<List<" + boxed + ">>";
            method(methods, name + "_lists", lists, lists + " value", declared + "[][]", result + "[][]", project);
            String iterable = "Iterable<? extends " + boxed + ">";
            method(
                    methods,
                    name + "_set",
                    "Set<" + boxed + ">",
                    iterable + " value",
                    declared + "[]",
                    result + "[]",
                    project);
            if (List.of("int", "long", "double").contains(type) || type.equals(boxed)) {
                String array = type + "[]";
                method(methods, name + "_array", array, array + " value", declared + "[]", result + "[]", project);
            }
        }
        project.write("src/main/java/app/Tables.java", """
                package app;

                import dev.moonlet.LuaScript;
                import dev.moonlet.processor.TypeTablesIT.Tree;
                import java.nio.ByteBuffer;
                import java.util.List;
                import java.util.Optional;
                import java.util.Set;

                @LuaScript("tables")
                public interface Tables {
                %s
                    byte[] buffer(ByteBuffer value);

                    CharSequence sequence(CharSequence value);

                    @LuaScript("tables/key")
                    byte[] key(byte[] value);

                    Tree tree(Tree value);

                    @LuaScript("tables/wide")
                    int intOf(long value);

                    @LuaScript("tables/wide")
                    short shortOf(long value);

                    @LuaScript("tables/wide")
                    byte byteOf(long value);
                }
                """.formatted(methods));
        project.write("src/main/lua/tables/buffer.lua", "---@arg value string\n---@return string\nreturn value\n");
        project.write("src/main/lua/tables/sequence.lua", "---@arg value string\n---@return string\nreturn value\n");
        project.write("src/main/lua/tables/key.lua", "---@key value\n---@return string\nreturn value\n");
        project.write("src/main/lua/tables/wide.lua", "---@arg value integer\n---@return integer\nreturn value\n");
        project.write("src/main/lua/tables/tree.lua", """
                ---@arg value json
                ---@return { name: string, count: integer?, ratio: number, on: boolean, rest: milliseconds, pair: [string, number?]?, parts: { name: string, weights: number[] }[], named: table<string, { name: string, weights: number[] }> }
                return value
                """);
        assertThat(project.compile("-Xlint:-processing")).isEmpty();
        classes = project.load();
        ObjectMapper mapper = new ObjectMapper()
                .registerModule(new Jdk8Module())
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT);
        tables = classes.loadClass("app.TablesLua")
                .getConstructor(ScriptExecutor.class, JsonCodec.class)
                .newInstance(ScriptExecutor.of(redis.connection()), new JacksonCodec(mapper));
    }

    private static void method(
            StringBuilder methods,
            String name,
            String returned,
            String parameter,
            String declared,
            String result,
            JavaProject project) {
        methods.append("""
                    @LuaScript("tables/%s")
                    %s %s(%s);

                """.formatted(name, returned, name, parameter));
        project.write("src/main/lua/tables/" + name + ".lua", """
                ---@arg value %s
                ---@return %s
                return value
                """.formatted(declared, result));
    }

    @AfterAll
    static void close() throws Exception {
        classes.close();
    }

    private static @Nullable Object call(String name, @Nullable Object argument) throws Throwable {
        Method method = Arrays.stream(tables.getClass().getMethods())
                .filter(found -> found.getName().equals(name))
                .findFirst()
                .orElseThrow();
        try {
            return method.invoke(tables, argument);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private static List<Object> values(Cell cell) {
        Random random = new Random(SEED);
        return Stream.concat(
                        cell.edges().stream(), IntStream.range(0, RANDOM_VALUES).mapToObj(i -> cell.random()
                                .apply(random)))
                .toList();
    }

    /** Two values, or lists and arrays of them, by what they hold. */
    private static void assertSame(@Nullable Object actual, @Nullable Object expected, Cell cell) {
        assertThat(Objects.deepEquals(plain(actual), plain(expected)))
                .as("%s, seed %d: %s", cell, SEED, actual)
                .isTrue();
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(TypeTablesIT::plain).toArray();
        }
        if (value instanceof BigDecimal[] decimals) {
            return plain(List.of(decimals));
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros();
        }
        return value instanceof Optional<?> optional ? plain(optional.orElse(null)) : value;
    }

    @ParameterizedTest
    @MethodSource("cells")
    void alone(Cell cell) throws Throwable {
        for (Object value : cell.edges()) {
            assertSame(call(cell.name(), value), value, cell);
        }
    }

    @ParameterizedTest
    @MethodSource("cellsOfTables")
    void inTables(Cell cell) throws Throwable {
        List<Object> values = values(cell);
        assertSame(call(cell.name() + "_list", values), values, cell);
        assertSame(call(cell.name() + "_list", List.of()), List.of(), cell);
        assertSame(List.copyOf((Set<?>) call(cell.name() + "_set", cell.edges())), cell.edges(), cell);
        List<List<Object>> lists = List.of(values, List.of(), List.of(values.get(0)));
        assertSame(call(cell.name() + "_lists", lists), lists, cell);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void inArrays(Cell cell) throws Throwable {
        List<Object> values = values(cell);
        Method rest = Arrays.stream(tables.getClass().getMethods())
                .filter(method -> method.getName().equals(cell.name() + "_rest"))
                .findFirst()
                .orElseThrow();
        assertSame(call(cell.name() + "_rest", array(rest.getParameterTypes()[0], values)), values, cell);
        for (Method method : tables.getClass().getMethods()) {
            if (method.getName().equals(cell.name() + "_array")) {
                Object array = array(method.getParameterTypes()[0], values);
                assertSame(call(method.getName(), array), array, cell);
            }
        }
    }

    private static Object array(Class<?> type, List<Object> values) {
        Object array = Array.newInstance(type.getComponentType(), values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return array;
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whereItMayBeLeftOut(Cell cell) throws Throwable {
        for (Object value : cell.edges()) {
            assertSame(call(cell.name() + "_or_null", value), value, cell);
            assertThat(call(cell.name() + "_optional", Optional.of(value))).isInstanceOf(Optional.class);
            assertSame(call(cell.name() + "_optional", Optional.of(value)), value, cell);
        }
        assertThat(call(cell.name() + "_or_null", null)).isNull();
        assertThat(call(cell.name() + "_optional", Optional.empty())).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whatCanNotBeSentIsRefused(Cell cell) {
        for (Object value : cell.refused()) {
            for (String name : List.of("", "_or_null")) {
                assertThatThrownBy(() -> call(cell.name() + name, value))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("value of script tables/" + cell.name() + name + ": ");
            }
            if (cell.standsInTables()) {
                assertThatThrownBy(() -> call(cell.name() + "_list", List.of(value)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("value of script tables/" + cell.name() + "_list: ");
            }
        }
    }

    @Test
    void whatIsSentInOtherTypesThanItComesBack() throws Throwable {
        Random random = new Random(SEED);
        for (int i = 0; i < RANDOM_VALUES; i++) {
            byte[] bytes = bytes(random);
            assertThat(call("buffer", ByteBuffer.wrap(bytes).asReadOnlyBuffer()))
                    .isEqualTo(bytes);
            assertThat(call("key", bytes)).isEqualTo(bytes);
            String text = text(random);
            assertThat(call("sequence", CharBuffer.wrap(text))).isEqualTo(text);
        }
    }

    @Test
    void integersThatDoNotFitAreMismatches() throws Throwable {
        assertThat(call("intOf", (long) Integer.MIN_VALUE)).isEqualTo(Integer.MIN_VALUE);
        for (String name : List.of("intOf", "shortOf", "byteOf")) {
            assertThat(call(name, 127L)).hasToString("127");
            assertThatThrownBy(() -> call(name, 1L + Integer.MAX_VALUE)).isInstanceOf(ReplyMismatchException.class);
        }
        assertThatThrownBy(() -> call("shortOf", 32_768L)).hasMessageContaining("an integer that fits a short");
        assertThatThrownBy(() -> call("byteOf", -129L)).hasMessageContaining("an integer that fits a byte");
    }

    /** A record of every kind of part. */
    public record Tree(
            String name,
            Optional<Long> count,
            double ratio,
            boolean on,
            long rest,
            Optional<Pair> pair,
            List<Part> parts,
            Map<String, Part> named) {}

    /** A record by position. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    public record Pair(String name, @Nullable Double weight) {}

    /** A record in others. */
    public record Part(String name, List<Double> weights) {}

    @Test
    void nestedRecords() throws Throwable {
        Random random = new Random(SEED);
        for (int i = 0; i < RANDOM_VALUES; i++) {
            Tree tree = new Tree(
                    text(random),
                    random.nextBoolean() ? Optional.of(integer(random)) : Optional.empty(),
                    number(random),
                    random.nextBoolean(),
                    random.nextInt(),
                    random.nextBoolean() ? Optional.of(new Pair(text(random), number(random))) : Optional.empty(),
                    parts(random),
                    Map.of(text(random), part(random)));
            assertThat(call("tree", tree)).as("seed %d, number %d", SEED, i).isEqualTo(tree);
        }
    }

    private static List<Part> parts(Random random) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(i -> part(random)).toList();
    }

    private static Part part(Random random) {
        return new Part(
                text(random),
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> number(random))
                        .toList());
    }
}
