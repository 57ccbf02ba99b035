package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.moonlet.JsonCodec;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.jackson.JacksonCodec;
import dev.moonlet.loader.ScriptLoader;
import dev.moonlet.loader.ScriptRunner;
import dev.moonlet.testing.RedisExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * There are two ways into a script: generated methods and runners. Both send the same bytes for a value of a declared type, and
 * refuse the same values for the same reason.
 */
public class EncodingAgreementIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static URLClassLoader classes;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static Object generated;

    /**
     * Values of a type.
     *
     * @param declared the type in the script
     * @param java the type of the parameter
     */
    record Row(int number, String declared, String java, List<Object> values) {

        @Override
        public String toString() {
            return declared + " from " + java;
        }

        String method() {
            return "row" + number;
        }
    }

    static List<Row> rows() {
        List<Object> strings = List.of("", "ü€😀", "a\ud800", "\udc00", "NOSCRIPT", "=x");
        List<Object> durations = List.of(
                Duration.ZERO,
                Duration.ofMillis(-500),
                Duration.ofMillis(1500),
                Duration.ofNanos(-1),
                Duration.ofNanos(999_999),
                Duration.ofSeconds(Long.MAX_VALUE));
        List<Object> instants =
                List.of(Instant.EPOCH, Instant.ofEpochMilli(-1500), Instant.ofEpochSecond(1, 999_999_999), Instant.MAX);
        List<Object> longs = List.of(0L, -1L, 1L << 53, -(1L << 53), (1L << 53) + 1, Long.MIN_VALUE);
        List<Object> doubles =
                List.of(0.0, -0.0, 10.0, 0.1, 1e300, 0x1p53, 0x1p54, Double.NaN, Double.NEGATIVE_INFINITY, 1e-7);
        List<Object> integers =
                List.of(BigInteger.TWO.pow(53), BigInteger.TWO.pow(53).add(BigInteger.ONE), BigInteger.TWO.pow(80));
        List<Object> decimals = List.of(
                new BigDecimal("10.0"),
                new BigDecimal("0.1"),
                new BigDecimal("0.10000000000000000000001"),
                new BigDecimal("1e400"),
                new BigDecimal("-1E+3"));
        List<Row> rows = new ArrayList<>();
        Stream.of(
                        List.of("string", "String", strings),
                        List.of("string?", "String", strings),
                        List.of("string", "byte[]", List.<Object>of(new byte[0], new byte[] {(byte) 0xff, 0, '\r', '\n'
                        })),
                        List.of("string", "java.util.UUID", List.<Object>of(new UUID(1, 2))),
                        List.of(
                                "string[]",
                                "java.util.List<String>",
                                List.<Object>of(List.of(), strings.subList(0, 2), List.of("a\ud800"))),
                        List.of("integer", "long", longs),
                        List.of("integer", "java.math.BigInteger", integers),
                        List.of(
                                "integer[]",
                                "java.util.List<Long>",
                                List.<Object>of(List.of(1L, -2L), List.of((1L << 53) + 1))),
                        List.of("number", "double", doubles),
                        List.of("number", "java.math.BigDecimal", decimals),
                        List.of("number", "java.math.BigInteger", integers),
                        List.of(
                                "number[]",
                                "java.util.List<Double>",
                                List.<Object>of(List.of(10.0, 0.1, -0.0), List.of(Double.NaN))),
                        List.of(
                                "number[]",
                                "java.util.List<java.math.BigDecimal>",
                                List.<Object>of(decimals.subList(0, 2), List.of(decimals.get(2)))),
                        List.of("boolean", "boolean", List.<Object>of(true, false)),
                        List.of("boolean[]", "java.util.List<Boolean>", List.<Object>of(List.of(true, false))),
                        List.of("milliseconds", "java.time.Duration", durations),
                        List.of("seconds", "java.time.Duration", durations),
                        List.of("milliseconds", "java.time.Instant", instants),
                        List.of("seconds", "java.time.Instant", instants),
                        List.of("seconds", "long", longs),
                        List.of(
                                "seconds[]",
                                "java.util.List<java.time.Duration>",
                                List.<Object>of(durations.subList(0, 3))),
                        List.of(
                                "json",
                                "java.util.List<Object>",
                                List.<Object>of(List.of(1, "a", true), List.of((1L << 53) + 1))))
                .forEach(row -> rows.add(row(rows.size(), row)));
        return rows;
    }

    @SuppressWarnings("unchecked")
    private static Row row(int number, List<?> parts) {
        return new Row(number, (String) parts.get(0), (String) parts.get(1), (List<Object>) parts.get(2));
    }

    @BeforeAll
    static void compile() throws Exception {
        JavaProject project = new JavaProject(directory);
        StringBuilder methods = new StringBuilder();
        for (Row row : rows()) {
            project.write("src/main/lua/rows/" + row.method() + ".lua", script(row));
            methods.append("    String %s(%s value);\n\n".formatted(row.method(), row.java()));
        }
        project.write(
                "src/main/java/app/Rows.java",
                "package app;\n\nimport dev.moonlet.LuaScript;\n\n@LuaScript(\"rows\")\npublic interface Rows {\n\n"
                        + methods + "}\n");
        assertThat(project.compile()).isEmpty();
        classes = project.load();
        generated = classes.loadClass("app.RowsLua")
                .getConstructor(ScriptExecutor.class, JsonCodec.class)
                .newInstance(ScriptExecutor.of(redis.connection()), new JacksonCodec(new ObjectMapper()));
    }

    private static String script(Row row) {
        return "---@arg value " + row.declared() + "\n---@return string\n"
                + "return (ARGV[1]:gsub('.', function(c) return string.format('%02x', c:byte()) end))\n";
    }

    @AfterAll
    static void close() throws Exception {
        classes.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void bothWaysSendTheSame(Row row) {
        ScriptRunner runner = new ScriptRunner(
                ScriptLoader.of().parse("rows/" + row.method(), script(row)), ScriptExecutor.of(redis.connection()));
        for (Object value : row.values()) {
            assertThat(outcome(() -> Objects.requireNonNull(runner.run(Map.of("value", value)))))
                    .as("%s", value)
                    .isEqualTo(outcome(() -> call(row.method(), value)));
        }
    }

    private interface Sending {

        Object send() throws Throwable;
    }

    /** What arrived, or why it was not sent. */
    private static String outcome(Sending sending) {
        List<Object> sent = new ArrayList<>();
        Throwable failure = catchThrowable(() -> sent.add(sending.send()));
        return failure == null ? "sent " + sent : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private static Object call(String name, Object argument) throws Throwable {
        Method method = Arrays.stream(generated.getClass().getMethods())
                .filter(found -> found.getName().equals(name))
                .findFirst()
                .orElseThrow();
        try {
            return method.invoke(generated, argument);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
