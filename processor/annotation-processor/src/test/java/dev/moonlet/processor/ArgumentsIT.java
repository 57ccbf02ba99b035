package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.RedisExtension;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every Java type that can supply an argument arrives in Lua as what is declared. */
class ArgumentsIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static Arguments arguments;

    @BeforeAll
    static void implement() throws Exception {
        arguments = Implementations.of(Arguments.class, ScriptExecutor.of(redis.connection()), directory);
    }

    @Test
    void strings() {
        UUID uuid = UUID.randomUUID();
        ByteBuffer buffer = StandardCharsets.UTF_8.encode("xyz");
        buffer.get();
        assertThat(arguments.string("")).isEqualTo("string ");
        assertThat(arguments.string("\u00e9\0 \ud83c\udf0d")).isEqualTo("string \u00e9\0 \ud83c\udf0d");
        assertThat(arguments.charSequence(StandardCharsets.UTF_8.decode(ByteBuffer.wrap(new byte[] {'b'}))))
                .isEqualTo("string b");
        assertThat(arguments.bytes(new byte[] {'a', 0, 'b'})).isEqualTo("string a\0b");
        assertThat(arguments.buffer(buffer)).isEqualTo("string yz");
        assertThat(buffer.remaining()).isEqualTo(2);
        assertThat(arguments.constant(TimeUnit.DAYS)).isEqualTo("string DAYS");
        assertThat(arguments.uuid(uuid)).isEqualTo("string " + uuid);
        assertThat(arguments.untyped("5")).isEqualTo("string 5");
    }

    @Test
    void keys() {
        UUID uuid = UUID.randomUUID();
        assertThat(arguments.key(uuid)).isEqualTo(uuid.toString());
        assertThat(arguments.keyOfBytes(new byte[] {'k'})).isEqualTo("k");
        assertThat(arguments.keys("a")).containsExactly("a");
        assertThat(arguments.keys("a", "", "c")).containsExactly("a", "", "c");
    }

    @Test
    void undeclaredIntegersAreSentExactly() {
        String exact = Long.toString((1L << 60) + 1);
        assertThat(arguments.forwarded("forwarded", (1L << 60) + 1)).isEqualTo(List.of(exact, "OK", exact));
    }

    @Test
    void keysFromKeys() {
        BigInteger big = BigInteger.valueOf(9007199254740993L);
        String page = "{users}:ann\t7\u00fc90071992547409931500";
        assertThat(arguments.computed("b", 7, "ann", big, Duration.ofMillis(1500)))
                .containsExactly(
                        "b",
                        "b:lock",
                        page,
                        "b:lockb:lock",
                        "b|b:lock|" + page + "|b:lockb:lock",
                        "7|ann|9007199254740993|1500");
        assertThat(arguments.computedFromBytes(new byte[] {'x'}, -1, TimeUnit.DAYS, Long.MIN_VALUE, 0))
                .startsWith("x", "x:lock", "{users}:DAYS\t-1\u00fc-92233720368547758080");
        assertThat(arguments.computedByCall("b")).startsWith("b", "b:lock", page, "b:lockb:lock");
    }

    @Test
    @SuppressWarnings("NullAway") // as a caller without a checker does
    void aKeyFromNothingIsRefused() {
        assertThatThrownBy(() -> arguments.computed("b", 7, null, BigInteger.ONE, Duration.ZERO))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("user of script arguments/computed is null");
        assertThatThrownBy(() -> arguments.computed("b", 1L << 60, "u", BigInteger.ONE, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("id of script arguments/computed: 1152921504606846976 lies beyond 2^53");
    }

    @Test
    void numbers() {
        long largest = 1L << 53;
        assertThat(arguments.integer(-largest)).isEqualTo("number -9007199254740992");
        assertThat(arguments.bigInteger(BigInteger.valueOf(largest))).isEqualTo("number 9007199254740992");
        assertThat(arguments.boxedByte((byte) -128)).isEqualTo("number -128");
        assertThat(arguments.number(Double.MIN_VALUE)).isEqualTo("number 4.9406564584124654e-324");
        assertThat(arguments.number(-0.0)).isEqualTo("number -0");
        assertThat(arguments.bigDecimal(new BigDecimal("1E+3"))).isEqualTo("number 1000");
        assertThat(arguments.boxedFloat(0.5f)).isEqualTo("number 0.5");
        assertThat(arguments.milliseconds(Instant.ofEpochMilli(1_700_000_000_123L)))
                .isEqualTo("number 1700000000123");
        assertThat(arguments.duration(Duration.ofSeconds(-1))).isEqualTo("number -1000");
        assertThat(arguments.seconds(Instant.ofEpochSecond(-5, 999_999_999))).isEqualTo("number -5");
        assertThat(arguments.boxedSeconds(0L)).isEqualTo("number 0");
    }

    @Test
    void tables() {
        assertThat(arguments.strings(1, List.of("", "\"\\\n\u00e9\0"), 2))
                .containsExactly("table", "1", "2", "", "\"\\\n\u00e9\0");
        assertThat(arguments.strings(1, List.of(), 2)).containsExactly("table", "1", "2");
        assertThat(arguments.setOfConstants(1, EnumSet.of(TimeUnit.DAYS, TimeUnit.HOURS), 2))
                .containsExactly("table", "1", "2", "HOURS", "DAYS");
        assertThat(arguments.arrayOfBytes(1, new byte[][] {{'x'}, {}}, 2)).containsExactly("table", "1", "2", "x", "");
        assertThat(arguments.numbers(new double[] {0.1, 1e300, -2})).containsExactly(0.1, 1e300, -2.0);
        assertThat(arguments.booleans(List.of(true, false))).containsExactly(true, false);
        assertThat(arguments.durations(List.of(Duration.ofSeconds(2)))).containsExactly(Duration.ofSeconds(2));
        assertThat(arguments.matrix(new int[][] {{1, 2}, {}, {3}})).containsExactly(3L, 0L, 3L);
        assertThat(arguments.listsOfLists(List.of(List.of(5L, 6L)))).containsExactly(11L);
    }

    @Test
    void allTheRest() {
        assertThat(arguments.rest(7)).containsExactly("7");
        assertThat(arguments.rest(7, "", "x")).containsExactly("7", "", "x");
        assertThat(arguments.sum()).isZero();
        assertThat(arguments.sum(1, 2, 3)).isEqualTo(6);
        assertThat(arguments.sumOfCollection(List.of(4, 5))).isEqualTo(9);
    }

    @Test
    void nothingIsNotSomethingEmpty() {
        assertThat(arguments.optionalString(null)).isEqualTo("nil");
        assertThat(arguments.optionalString("")).isEqualTo("<>");
        assertThat(arguments.wrappedString(Optional.of("="))).isEqualTo("<=>");
        assertThat(arguments.wrappedString(Optional.empty())).isEqualTo("nil");
        assertThat(arguments.optionalInteger(null)).isEqualTo("nil");
        assertThat(arguments.optionalInteger(0)).isEqualTo("0");
        assertThat(arguments.primitive(5)).isEqualTo("5");
        assertThat(arguments.optionalBoolean(Optional.empty())).isEqualTo("nil");
        assertThat(arguments.optionalBoolean(Optional.of(false))).isEqualTo("false");
        assertThat(arguments.optionalStrings(null)).isEqualTo("nil");
        assertThat(arguments.optionalStrings(List.of())).isEmpty();
        assertThat(arguments.wrappedStrings(Optional.of(new String[] {"a", "b"})))
                .isEqualTo("a,b");
    }

    @Test
    void defaultsStandWhereNothingIsSupplied() {
        assertThat(arguments.allDefaults()).containsExactly("none", "3", "true", "60", "a", "b");
        assertThat(arguments.defaults(null, 0, null, Optional.empty(), null))
                .containsExactly("none", "0", "true", "60", "a", "b");
        assertThat(arguments.defaults("", 1, false, Optional.of(Duration.ZERO), List.of()))
                .containsExactly("", "1", "false", "0");
    }

    @Test
    void scriptsThatDeclareNothingTakeWhatTheyRead() {
        assertThat(arguments.undeclared("t", "k", 4, true)).isEqualTo(List.of("k", "t", 5L, "1", 3L));
        UUID uuid = UUID.randomUUID();
        assertThatThrownBy(() -> arguments.undeclaredRest(uuid, List.of(TimeUnit.DAYS, TimeUnit.HOURS)))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessageContaining("undeclared.lua:1: attempt to perform arithmetic on field '?' (a string value)");
    }

    @Test
    void whatLuaCannotHoldIsRefused() {
        assertThatThrownBy(() -> arguments.bigInteger(BigInteger.TWO.pow(64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("value of script arguments/integer: 18446744073709551616 lies beyond 2^53");
        assertThatThrownBy(() -> arguments.bigDecimal(new BigDecimal("1E+400")))
                .hasMessage("value of script arguments/number: 1E+400 is larger than any number of Lua");
        assertThatThrownBy(() -> arguments.numbers(new double[] {Double.NaN}))
                .hasMessage("values of script arguments/numbers: NaN is not a number that Lua can read");
        assertThatThrownBy(() -> arguments.strings(1, Arrays.asList("a", null), 2))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("an element of values of script arguments/strings is null");
        assertThatThrownBy(() -> arguments.milliseconds(Instant.MAX))
                .hasMessage("value of script arguments/milliseconds: " + Instant.MAX
                        + " is more than a number of milliseconds can say");
    }
}
