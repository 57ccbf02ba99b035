package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ReplyMismatchException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.processor.Untouched.Brief;
import dev.moonlet.processor.Untouched.Row;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.SetArgs;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A script that declares nothing: the Java type decides how its reply is decoded. */
class UntouchedIT {

    private static final Row ROW = new Row("a", Optional.of(7L), true, List.of("x", "y"));
    private static final String LUA_ROW = "{'a', 7, 1, {'x', 'y'}}";

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    static Path directory;

    private static Untouched untouched;

    @BeforeAll
    static void compile() throws Exception {
        untouched = Implementations.of(Untouched.class, ScriptExecutor.of(redis.connection()), directory);
    }

    private static Arguments reads(BiFunction<Untouched, String, Object> method, String lua, @Nullable Object value) {
        return Arguments.of(method, lua, value);
    }

    static Stream<Arguments> values() {
        String uuid = "123e4567-e89b-12d3-a456-426614174000";
        return Stream.of(
                reads(Untouched::number, "7", 7L),
                reads(Untouched::number, "'-9223372036854775808'", Long.MIN_VALUE),
                reads(Untouched::number, "redis.call('EXISTS', 'untouched:none')", 0L),
                reads(Untouched::number, "true", 1L),
                reads(Untouched::small, "-7", -7),
                reads(Untouched::small, "'2147483647'", Integer.MAX_VALUE),
                reads(Untouched::smallest, "127", Byte.MAX_VALUE),
                reads(Untouched::boxed, "7", 7L),
                reads(Untouched::whole, "'9007199254740993'", new BigInteger("9007199254740993")),
                reads(Untouched::fraction, "'0.5'", 0.5),
                reads(Untouched::fraction, "3", 3.0),
                reads(Untouched::decimal, "'0.10'", new BigDecimal("0.10")),
                reads(Untouched::flag, "1", true),
                reads(Untouched::flag, "0", false),
                reads(Untouched::flag, "true", true),
                reads(Untouched::flag, "false", false),
                reads(Untouched::flag, "nil", false),
                reads(Untouched::flag, "'1'", true),
                reads(Untouched::flag, "redis.status_reply('OK')", true),
                reads(Untouched::text, "'Grüße'", "Grüße"),
                reads(Untouched::text, "redis.status_reply('DONE')", "DONE"),
                reads(Untouched::bytes, "'\\0\\255'", new byte[] {0, -1}),
                reads(Untouched::uuid, "'" + uuid + "'", UUID.fromString(uuid)),
                reads(Untouched::unit, "'SECONDS'", TimeUnit.SECONDS),
                reads(Untouched::optional, "'x'", Optional.of("x")),
                reads(Untouched::optional, "nil", Optional.empty()),
                reads(Untouched::nullable, "'x'", "x"),
                reads(Untouched::nullable, "false", null),
                reads(Untouched::any, "{1, {'x'}}", List.of(1L, List.of("x"))),
                reads(Untouched::any, "nil", null),
                reads(Untouched::list, "{'x', 'y'}", List.of("x", "y")),
                reads(Untouched::list, "{}", List.of()),
                reads(Untouched::listWithNil, "{'x', false}", Arrays.asList("x", null)),
                reads(Untouched::set, "{1, '2', 1}", Set.of(1L, 2L)),
                reads(Untouched::array, "{1, 2}", new long[] {1, 2}),
                reads(Untouched::flags, "{1, false, true, 0}", List.of(true, false, true, false)),
                reads(Untouched::map, "{'a', 1, 'b', '2'}", Map.of("a", 1L, "b", 2L)),
                reads(Untouched::row, LUA_ROW, ROW),
                reads(Untouched::row, "{'a', false, false, {}}", new Row("a", Optional.empty(), false, List.of())),
                reads(Untouched::brief, "{ 0 }", new Brief(0, Optional.empty(), false, null)),
                reads(Untouched::brief, "{ 1, 'x' }", new Brief(1, Optional.of("x"), false, null)),
                reads(Untouched::brief, "{ 1, false, true }", new Brief(1, Optional.empty(), true, null)),
                reads(Untouched::brief, "{ 1, 'x', 0, 7 }", new Brief(1, Optional.of("x"), false, 7L)),
                reads(
                        Untouched::briefs,
                        "{ { 1 }, { 2, 'x' } }",
                        List.of(
                                new Brief(1, Optional.empty(), false, null),
                                new Brief(2, Optional.of("x"), false, null))),
                reads(Untouched::optionalRow, "nil", Optional.empty()),
                reads(Untouched::optionalRow, LUA_ROW, Optional.of(ROW)),
                reads(Untouched::rows, "{" + LUA_ROW + "," + LUA_ROW + "}", List.of(ROW, ROW)),
                reads(
                        (scripts, lua) ->
                                scripts.numberAsync(lua).toCompletableFuture().join(),
                        "'7'",
                        7L),
                reads(
                        (scripts, lua) ->
                                scripts.rowAsync(lua).toCompletableFuture().join(),
                        LUA_ROW,
                        Optional.of(ROW)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void theJavaTypeDecides(BiFunction<Untouched, String, Object> method, String lua, @Nullable Object value) {
        assertThat(method.apply(untouched, lua)).isEqualTo(value);
    }

    @Test
    void anAnnotationDeclaresTheResult() {
        redis.connection().sync().set("{untouched}:lease", "me", SetArgs.Builder.ex(60));
        assertThat(untouched.lease("{untouched}:lease"))
                .hasValueSatisfying(left -> assertThat(left).isBetween(Duration.ofMillis(1), Duration.ofMinutes(1)));
        assertThat(untouched.lease("{untouched}:lease")).isEmpty();
        assertThat(untouched.job("a")).isEqualTo(new Untouched.Job("a", 1.5, List.of()));
    }

    @Test
    void aTimeIsSentInTheUnitOfItsCommandAndWhatIsAbsentIsLeftOut() {
        Duration ttl = Duration.ofMinutes(2);
        String lease = "{untouched}:take";
        assertThat(untouched.take(lease, "me", ttl, Optional.of(Long.MAX_VALUE)))
                .containsExactly("me", "120", "9223372036854775807");
        assertThat(untouched.take(lease, "me", ttl, Optional.empty())).containsExactly("me", "120", "2");
        assertThat(redis.connection().sync().ttl(lease)).isPositive();
    }

    private static Arguments refuses(BiFunction<Untouched, String, Object> method, String lua, String message) {
        return Arguments.of(method, lua, message);
    }

    static Stream<Arguments> mismatches() {
        return Stream.of(
                refuses(Untouched::number, "nil", "expected an integer or its digits, found nil"),
                refuses(Untouched::number, "'x'", "expected the digits of an integer of 64 bits, found another string"),
                refuses(Untouched::number, "9007199254740992", "expected an integer below 2^53"),
                refuses(Untouched::boxed, "false", "expected an integer or its digits, found nil"),
                refuses(Untouched::small, "'2147483648'", "expected an integer that fits an int"),
                refuses(Untouched::flag, "2", "expected a boolean"),
                refuses(Untouched::flag, "'yes'", "expected a boolean: 1, 0, nil or OK, found another string"),
                refuses(Untouched::text, "nil", "expected a string, found nil"),
                refuses(Untouched::text, "1", "expected a string, found an integer"),
                refuses(Untouched::unit, "'YEARS'", "expected the name of a constant of TimeUnit"),
                refuses(Untouched::list, "{'x', false}", "[1]"),
                refuses(Untouched::map, "{'a', 1, 'b'}", "expected an array of keys and values"),
                refuses(Untouched::row, "{'a', 7, 1}", "expected a record of 4 fields, found an array of 3"),
                refuses(Untouched::row, "{'a', 7, 1, {1}}", "[3][0]"));
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void anotherReplyIsRefused(BiFunction<Untouched, String, Object> method, String lua, String message) {
        assertThatThrownBy(() -> method.apply(untouched, lua))
                .isInstanceOf(ReplyMismatchException.class)
                .hasMessageContaining(message);
    }
}
