package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.moonlet.JsonCodec;
import dev.moonlet.ReplyMismatchException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.jackson.JacksonCodec;
import dev.moonlet.testing.RedisExtension;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
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
// Long for the positions that a type can stand in, each a method of the interface that is made and a test; TypeCell has
// the types.
public class TypeTablesIT {

    private static final long SEED = Long.getLong("moonlet.seed", 5);
    private static final int RANDOM_VALUES = 300;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static JavaProject project;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static URLClassLoader classes;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static Object tables;

    static List<TypeCell> cells() {
        return TypeCell.all();
    }

    static List<TypeCell> cellsOfText() {
        return cells().stream().filter(TypeCell::isText).toList();
    }

    static List<TypeCell> cellsOfTables() {
        return cells().stream().filter(TypeCell::standsInTables).toList();
    }

    @BeforeAll
    static void compile() throws Exception {
        project = new JavaProject(directory);
        StringBuilder methods = new StringBuilder();
        for (TypeCell cell : cells()) {
            String name = cell.name();
            String boxed = cell.boxed();
            String back = cell.resultBoxed();
            // A result without a declared type is not a Java type of its own, so what is any comes back as a string.
            String declared = cell.declared();
            String result = declared.equals("any") ? "string" : declared;
            String same = "return value";
            method(methods, name, cell.resultType(), cell.javaType() + " value", "arg value " + declared, result, same);
            String optional = "Optional<" + back + ">";
            String maybe = "arg value " + declared + "?";
            method(methods, name + "_or_null", back, boxed + " value", maybe, result + "?", same);
            method(methods, name + "_optional", optional, "Optional<" + boxed + "> value", maybe, result + "?", same);
            String preset = "arg value " + declared + " = " + cell.fallbackInLua();
            method(methods, name + "_default", back, boxed + " value", preset, result, same);
            method(methods, name + "_default_optional", back, "Optional<" + boxed + "> value", preset, result, same);
            method(methods, name + "_default_omitted", back, "", preset, result, same);
            String list = "List<" + back + ">";
            String rest = "arg value " + declared + "...";
            method(methods, name + "_rest", list, boxed + "... value", rest, result + "[]", same);
            method(methods, name + "_rest_list", list, "List<" + boxed + "> value", rest, result + "[]", same);
            if (cell.isText()) {
                method(methods, name + "_key", back, boxed + " value", "key value", result, same);
                method(methods, name + "_keys", list, "List<" + boxed + "> value", "key value...", result + "[]", same);
                String status = "return redis.status_reply(value)";
                method(methods, name + "_status", back, boxed + " value", "arg value string", "status", status);
            }
            if (!cell.standsInTables()) {
                continue;
            }
            String many = "arg value " + declared + "[]";
            method(methods, name + "_list", list, "List<" + boxed + "> value", many, result + "[]", same);
            String lists = "List<List<" + boxed + ">> value";
            String manyMany = "arg value " + declared + "[][]";
            method(methods, name + "_lists", "List<" + list + ">", lists, manyMany, result + "[][]", same);
            String iterable = "Iterable<? extends " + boxed + "> value";
            method(methods, name + "_set", "Set<" + back + ">", iterable, many, result + "[]", same);
            method(methods, name + "_collection", "Collection<" + back + ">", iterable, many, result + "[]", same);
            if (cell.isArrayed()) {
                String array = cell.javaType() + "[] value";
                method(methods, name + "_array", cell.resultType() + "[]", array, many, result + "[]", same);
            }
            method(
                    methods,
                    name + "_map",
                    "Map<String, " + back + ">",
                    "List<" + boxed + "> value",
                    many,
                    "table<string, " + result + ">",
                    "local map = {} for i, element in ipairs(value) do map['k' .. i] = element end return map");
            String both = "{ one: %s, other: %s? }";
            method(
                    methods,
                    name + "_table",
                    "Both<" + back + ">",
                    "Both<" + boxed + "> value",
                    "arg value " + both.formatted(declared, declared),
                    both.formatted(result, result),
                    same);
            method(
                    methods,
                    name + "_named",
                    "Map<String, " + back + ">",
                    "Map<String, " + boxed + "> value",
                    "arg value table<string, " + declared + ">",
                    "table<string, " + result + ">",
                    same);
            method(
                    methods,
                    name + "_pairs",
                    "Map<String, " + back + ">",
                    "List<" + boxed + "> value",
                    many,
                    "pairs<string, " + result + ">",
                    "local reply = {} for i, element in ipairs(value) do reply[2 * i - 1] = 'k' .. i"
                            + " reply[2 * i] = element end return reply");
            method(
                    methods,
                    name + "_row",
                    "Optional<Row<" + back + ">>",
                    "List<" + boxed + "> value",
                    many,
                    "{ one: %s, other: %s?, all: %s[], pair: [%s, %s?] }?"
                            .formatted(result, result, result, result, result),
                    "if value[1] == nil then return nil end"
                            + " return { one = value[1], other = value[2], all = value, pair = { value[1], value[2] } }");
        }
        project.write("src/main/java/app/Tables.java", """
                package app;

                import dev.moonlet.Codec;
                import dev.moonlet.LuaScript;
                import dev.moonlet.processor.Coded;
                import dev.moonlet.processor.TypeTablesIT.Both;
                import dev.moonlet.processor.TypeTablesIT.Even;
                import dev.moonlet.processor.TypeTablesIT.Row;
                import dev.moonlet.processor.TypeTablesIT.Tree;
                import java.util.Collection;
                import java.util.List;
                import java.util.Map;
                import java.util.Optional;
                import java.util.Set;

                @LuaScript("tables")
                @Codec(Coded.Dates.class)
                public interface Tables {
                %s
                    Tree tree(Tree value);

                    Even even(long value);

                    List<Even> evens(List<Long> value);

                    @LuaScript("tables/wide")
                    int intOf(long value);

                    @LuaScript("tables/wide")
                    short shortOf(long value);

                    @LuaScript("tables/wide")
                    byte byteOf(long value);
                }
                """.formatted(methods));
        project.write("src/main/lua/tables/wide.lua", "---@arg value integer\n---@return integer\nreturn value\n");
        project.write(
                "src/main/lua/tables/even.lua",
                "---@arg value integer\n---@return { number: integer }\nreturn { number = value }\n");
        project.write("src/main/lua/tables/evens.lua", """
                ---@arg value integer[]
                ---@return { number: integer }[]
                local rows = {}
                for i, number in ipairs(value) do
                  rows[i] = { number = number }
                end
                return rows
                """);
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
            String directive,
            String result,
            String body) {
        methods.append("""
                    @LuaScript("tables/%s")
                    %s %s(%s);

                """.formatted(name, returned, name, parameter));
        project.write("src/main/lua/tables/" + name + ".lua", """
                ---@%s
                ---@return %s
                %s
                """.formatted(directive, result, body));
    }

    @AfterAll
    static void close() throws Exception {
        classes.close();
    }

    private static @Nullable Object call(String name, @Nullable Object... arguments) throws Throwable {
        Method method = Arrays.stream(tables.getClass().getMethods())
                .filter(found -> found.getName().equals(name))
                .findFirst()
                .orElseThrow();
        try {
            return method.invoke(tables, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private static List<Object> values(TypeCell cell) {
        Random random = new Random(SEED);
        return Stream.concat(
                        cell.edges().stream(), IntStream.range(0, RANDOM_VALUES).mapToObj(i -> cell.random()
                                .apply(random)))
                .toList();
    }

    /** What values are when they come back. */
    private static List<Object> back(TypeCell cell, List<Object> values) {
        return values.stream().map(cell.back()).toList();
    }

    /** Two values, or lists and arrays of them, by what they hold. */
    private static void assertSame(@Nullable Object actual, @Nullable Object expected, TypeCell cell) {
        assertThat(Objects.deepEquals(plain(actual), plain(expected)))
                .as("%s, seed %d: %s", cell, SEED, actual)
                .isTrue();
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value != null && value.getClass().isArray() && !(value instanceof byte[])) {
            Object[] elements = new Object[Array.getLength(value)];
            Arrays.setAll(elements, i -> plain(Array.get(value, i)));
            return elements;
        }
        if (value instanceof Collection<?> collection) {
            return collection.stream().map(TypeTablesIT::plain).toArray();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros();
        }
        return value instanceof Optional<?> optional ? plain(optional.orElse(null)) : value;
    }

    @Test
    void everyScalarOfTheGuidesTablesHasItsCells() throws Exception {
        Pattern name = Pattern.compile("`([^`]+)`");
        int rows = 0;
        for (String line : Files.readAllLines(Path.of("../../docs/directives.md"))) {
            List<String> columns = List.of(line.split("\\|"));
            List<TypeCell> declared = cells().stream()
                    .filter(cell -> columns.size() == 4 && columns.get(1).contains("`" + cell.declared() + "`"))
                    .toList();
            if (declared.isEmpty() || line.startsWith("| `any`")) {
                continue;
            }
            rows++;
            assertThat(declared)
                    .extracting(cell -> cell.javaType().replaceAll(".*\\.", ""))
                    .as(line)
                    .containsAll(name.matcher(columns.get(3))
                            .results()
                            .map(match -> match.group(1))
                            .filter(type -> !type.equals("integer") && !type.equals("string"))
                            .toList());
        }
        assertThat(rows).isEqualTo(12);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void alone(TypeCell cell) throws Throwable {
        for (Object value : values(cell)) {
            assertSame(call(cell.name(), value), cell.back().apply(value), cell);
        }
    }

    @ParameterizedTest
    @MethodSource("cellsOfTables")
    void inTablesThatAreArguments(TypeCell cell) throws Throwable {
        List<Object> values = values(cell);
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            Object one = values.get(i);
            Object other = i % 3 == 0 ? null : values.get((i + 1) % values.size());
            Both<?> both = (Both<?>) Objects.requireNonNull(call(cell.name() + "_table", new Both<>(one, other)));
            assertSame(both.one(), cell.back().apply(one), cell);
            assertSame(both.other(), other == null ? null : cell.back().apply(other), cell);
            named.put("k" + (i + 1), one);
        }
        assertBack(call(cell.name() + "_named", named), named, cell);
        assertBack(call(cell.name() + "_pairs", values), named, cell);
        assertBack(call(cell.name() + "_named", Map.of()), Map.of(), cell);
    }

    private static void assertBack(@Nullable Object actual, Map<String, Object> sent, TypeCell cell) {
        Map<?, ?> back = (Map<?, ?>) Objects.requireNonNull(actual);
        assertThat(back.size()).as("%s", cell).isEqualTo(sent.size());
        sent.forEach((name, value) -> assertSame(back.get(name), cell.back().apply(value), cell));
    }

    @ParameterizedTest
    @MethodSource("cellsOfText")
    void asKeysAndStatus(TypeCell cell) throws Throwable {
        for (Object value : values(cell)) {
            Object back = cell.back().apply(value);
            assertSame(call(cell.name() + "_key", value), back, cell);
            String text = back instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : back + "";
            boolean oneLine = text.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0);
            if (oneLine) {
                assertSame(call(cell.name() + "_status", value), back, cell);
            }
        }
        assertSame(call(cell.name() + "_keys", values(cell)), back(cell, values(cell)), cell);
        assertSame(call(cell.name() + "_keys", List.of()), List.of(), cell);
    }

    @ParameterizedTest
    @MethodSource("cellsOfTables")
    void inTables(TypeCell cell) throws Throwable {
        List<Object> values = values(cell);
        List<Object> back = back(cell, values);
        assertSame(call(cell.name() + "_list", values), back, cell);
        assertSame(call(cell.name() + "_list", List.of()), List.of(), cell);
        assertSame(call(cell.name() + "_collection", values), back, cell);
        Set<?> set = (Set<?>) Objects.requireNonNull(call(cell.name() + "_set", cell.edges()));
        assertSame(List.copyOf(set), back(cell, cell.edges()), cell);
        List<List<Object>> lists = List.of(values, List.of(), List.of(values.get(0)));
        assertSame(call(cell.name() + "_lists", lists), List.of(back, List.of(), List.of(back.get(0))), cell);
        Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(call(cell.name() + "_map", values));
        assertThat(map).hasSameSizeAs(values);
        for (int i = 0; i < values.size(); i++) {
            assertSame(map.get("k" + (i + 1)), back.get(i), cell);
        }
        assertThat(call(cell.name() + "_map", List.of())).isEqualTo(Map.of());
    }

    @ParameterizedTest
    @MethodSource("cellsOfTables")
    void inRecords(TypeCell cell) throws Throwable {
        for (Object value : cell.edges()) {
            Object back = cell.back().apply(value);
            Optional<?> row = (Optional<?>) Objects.requireNonNull(call(cell.name() + "_row", List.of(value)));
            assertThat(row).isPresent();
            Row<?> one = (Row<?>) row.get();
            assertSame(one.one(), back, cell);
            assertThat(one.other()).isEmpty();
            assertSame(one.all(), List.of(back), cell);
            assertSame(one.pair().first(), back, cell);
            assertThat(one.pair().second()).isNull();
            row = (Optional<?>) Objects.requireNonNull(call(cell.name() + "_row", List.of(cell.fallback(), value)));
            Row<?> two = (Row<?>) row.orElseThrow();
            assertSame(two.other(), back, cell);
            assertSame(two.pair().second(), back, cell);
        }
        assertThat(call(cell.name() + "_row", List.of())).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void inArrays(TypeCell cell) throws Throwable {
        List<Object> values = values(cell);
        for (String suffix : List.of("_rest", "_array")) {
            for (Method method : tables.getClass().getMethods()) {
                if (method.getName().equals(cell.name() + suffix)) {
                    Object array = array(method.getParameterTypes()[0], values);
                    assertSame(call(method.getName(), array), back(cell, values), cell);
                    Object none = array(method.getParameterTypes()[0], List.of());
                    assertSame(call(method.getName(), none), List.of(), cell);
                }
            }
        }
        assertSame(call(cell.name() + "_rest_list", values), back(cell, values), cell);
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
    void whereItMayBeLeftOut(TypeCell cell) throws Throwable {
        for (Object value : cell.edges()) {
            Object back = cell.back().apply(value);
            assertSame(call(cell.name() + "_or_null", value), back, cell);
            assertThat(call(cell.name() + "_optional", Optional.of(value))).isInstanceOf(Optional.class);
            assertSame(call(cell.name() + "_optional", Optional.of(value)), back, cell);
            assertSame(call(cell.name() + "_default", value), back, cell);
            assertSame(call(cell.name() + "_default_optional", Optional.of(value)), back, cell);
        }
        assertThat(call(cell.name() + "_or_null", (Object) null)).isNull();
        assertThat(call(cell.name() + "_optional", Optional.empty())).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whereThereIsADefault(TypeCell cell) throws Throwable {
        Object back = cell.back().apply(cell.fallback());
        assertSame(call(cell.name() + "_default", (Object) null), back, cell);
        assertSame(call(cell.name() + "_default_optional", Optional.empty()), back, cell);
        assertSame(call(cell.name() + "_default_omitted"), back, cell);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whatCanNotBeSentIsRefused(TypeCell cell) {
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

    @ParameterizedTest
    @MethodSource("cells")
    void nullWhereAValueIsNeededIsRefused(TypeCell cell) {
        List<String> suffixes = new ArrayList<>(
                List.of("_optional", "_default_optional", "_rest", "_rest_list", "_list", "_array", "_key"));
        if (cell.javaType().equals(cell.boxed())) {
            suffixes.add("");
        }
        for (Method method : tables.getClass().getMethods()) {
            for (String suffix : suffixes) {
                if (method.getName().equals(cell.name() + suffix)) {
                    assertThatThrownBy(() -> call(method.getName(), (Object) null))
                            .isInstanceOf(NullPointerException.class)
                            .hasMessage("value of script tables/" + method.getName() + " is null");
                }
            }
        }
    }

    @Test
    void whatTheConstructorOfARecordRefusesIsAMismatch() {
        assertThatThrownBy(() -> call("even", 3L))
                .isInstanceOf(ReplyMismatchException.class)
                .hasMessage("script tables/even: the reply is not of the declared type: expected values that the"
                        + " constructor of the record takes, found others")
                .hasRootCauseMessage("3 is odd");
        assertThatThrownBy(() -> call("evens", List.of(2L, 4L, 5L)))
                .hasMessageStartingWith("script tables/evens: reply[2] is not of the declared type")
                .hasRootCauseMessage("5 is odd");
    }

    /** A record that does not take everything. */
    public record Even(long number) {

        public Even {
            if (number % 2 != 0) {
                throw new IllegalArgumentException(number + " is odd");
            }
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

    /** A value, and one that may not be there. */
    public record Both<T>(T one, @Nullable T other) {}

    /** A record, and a record by position, of any type. */
    public record Row<T>(T one, Optional<T> other, List<T> all, Two<T> pair) {}

    /** A record by position. */
    public record Two<T>(T first, @Nullable T second) {}

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
                    TypeCell.text(random),
                    random.nextBoolean() ? Optional.of(TypeCell.integer(random)) : Optional.empty(),
                    TypeCell.number(random),
                    random.nextBoolean(),
                    random.nextInt(),
                    random.nextBoolean()
                            ? Optional.of(new Pair(TypeCell.text(random), TypeCell.number(random)))
                            : Optional.empty(),
                    parts(random),
                    Map.of(TypeCell.text(random), part(random)));
            assertThat(call("tree", tree)).as("seed %d, number %d", SEED, i).isEqualTo(tree);
        }
    }

    private static List<Part> parts(Random random) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(i -> part(random)).toList();
    }

    private static Part part(Random random) {
        return new Part(
                TypeCell.text(random),
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> TypeCell.number(random))
                        .toList());
    }
}
