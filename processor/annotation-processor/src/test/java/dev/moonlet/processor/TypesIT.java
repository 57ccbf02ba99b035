package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonlet.ReplyMismatchException;
import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.processor.Types.Home;
import dev.moonlet.processor.Types.Mismatched;
import dev.moonlet.processor.Types.Person;
import dev.moonlet.processor.Types.Row;
import dev.moonlet.processor.Types.Visit;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every supported type, there and back on a real server. */
class TypesIT {

    private static final long LARGEST_EXACT = 1L << 53;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    static Path directory;

    private static Types types;

    @BeforeAll
    static void compile() throws Exception {
        types = Implementations.of(Types.class, ScriptExecutor.of(redis.connection()), directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "text", "0", "-", "Grüße, 世界 🌍", "a\r\nb\0c", "$5\r\nhello\r\n", "nil"})
    void strings(String value) {
        assertThat(types.echoString(value)).isEqualTo(value);
        assertThat(types.echoKey(value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OK", "QUEUED"})
    void statuses(String value) {
        assertThat(types.echoStatus(value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, LARGEST_EXACT - 1, 1 - LARGEST_EXACT})
    void integers(long value) {
        assertThat(types.echoInteger(value)).isEqualTo(value);
    }

    @Test
    void integersOfOtherWidths() {
        assertThat(types.echoInt(Integer.MIN_VALUE)).isEqualTo(Integer.MIN_VALUE);
        assertThat(types.echoBoxed(Short.MAX_VALUE)).isEqualTo((long) Short.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(longs = {LARGEST_EXACT + 1, -LARGEST_EXACT - 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void integersThatLuaWouldRoundAreRefused(long value) {
        assertThatThrownBy(() -> types.echoInteger(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value of script types/echo_integer: " + value
                        + " lies beyond 2^53, where Lua, whose numbers are doubles, would round it");
    }

    @Test
    void declaredIntegersKeepTheirDigitsWhereTheyAreJoined() {
        assertThat(types.orderKey(1_700_000_000_000_001L)).isEqualTo("order:1700000000000001");
        assertThat(types.orderKey(LARGEST_EXACT)).isEqualTo("order:9007199254740992");
        assertThat(types.orderKey(-7)).isEqualTo("order:-7");
    }

    @Test
    void resultsThatLuaHasRoundedAreRefused() {
        String key = "{types}:counter";
        redis.connection().sync().set(key, Long.toString(LARGEST_EXACT - 2));
        assertThat(types.count(key)).isEqualTo(LARGEST_EXACT - 1);
        assertThatThrownBy(() -> types.count(key))
                .isInstanceOf(ReplyMismatchException.class)
                .hasMessage(
                        "script types/count: the reply is not of the declared type: expected an integer below 2^53, found"
                                + " a larger one, which Lua has rounded; a string of its digits, declared int64, would keep it");
        assertThat(types.countExactly(key)).isEqualTo(LARGEST_EXACT + 1);
        assertThatThrownBy(() -> types.countAsNumber(key)).isInstanceOf(ReplyMismatchException.class);
        redis.connection().sync().set(key, Long.toString(-LARGEST_EXACT - 1));
        assertThatThrownBy(() -> types.count(key)).isInstanceOf(ReplyMismatchException.class);
        redis.connection().sync().set(key, "41");
        assertThat(types.countAsNumber(key)).isEqualTo(42);
    }

    @Test
    void keysThatVaryInNumberStandAnywhere() {
        assertThat(types.keysAround("a", List.of(), "b", "c")).containsExactly("a", "", "b", "c");
        assertThat(types.keysAround("a", List.of("x", "y"), "b", "c")).containsExactly("a", "x,y", "b", "c");
        assertThat(types.keysOfARecord(new Types.Around("a", List.of("x"), "b"), "c"))
                .containsExactly("a", "x", "b", "c");
    }

    @Test
    void keysAtTheEndMayBeLeftOut() {
        assertThat(types.optionalKeys("a", Optional.of("b"), "c")).containsExactly("a", "b", "c", "3");
        assertThat(types.optionalKeys("a", Optional.of("b"), null)).containsExactly("a", "b", "nil", "2");
        assertThat(types.optionalKeys("a", Optional.empty(), null)).containsExactly("a", "nil", "nil", "1");
        assertThat(types.fewerKeys("a")).containsExactly("a", "nil", "nil", "1");
        assertThatThrownBy(() -> types.optionalKeys("a", Optional.empty(), "c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("third of script types/optional_keys is given, but second, which comes before it, is not");
    }

    @Test
    void aScriptThatIsDeclaredLaterReadsItsEntriesAsBefore() {
        assertThat(types.ownReads("b", Optional.of(""), Optional.of("fast"), 3, 4, false))
                .containsExactly("b", "", "fast", "3", "4", "0");
        assertThat(types.ownReads("b", Optional.empty(), Optional.empty(), null, null, null))
                .containsExactly("b", "", "slow", "", "7", "1");
        assertThat(types.ownReadsOfNothing("b")).containsExactly("b", "", "slow", "", "7", "1");
    }

    @Test
    void whatIsAbsentBeforeOthersKeepsItsEntry() {
        assertThat(types.absentBeforeOthers("a", Optional.empty(), List.of("x")))
                .containsExactly("a", "nil", "x", "3", "");
        assertThat(types.absentBeforeOthers("a", Optional.of("b"), List.of("x", "y")))
                .containsExactly("a", "b", "x,y", "4", "b");
    }

    @Test
    void aStringOfDigitsCarries64Bits() {
        assertThat(types.digits(Long.toString(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
        assertThat(types.digits(Long.toString(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "", "1.0", "1e3", " 1", "x"})
    void aStringThatIsNo64BitsIsRefused(String text) {
        assertThatThrownBy(() -> types.digits(text))
                .isInstanceOf(ReplyMismatchException.class)
                .hasMessageContaining("expected the digits of an integer of 64 bits");
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {0, 0.1, -0.1, 1.0 / 3, 1e-300, 1e300, Double.MIN_VALUE, Double.MAX_VALUE, 1.7976931348623157E308
            })
    void numbersKeepEveryBit(double value) {
        assertThat(types.echoNumber(value)).isEqualTo(value);
    }

    @Test
    void numbersMayBeWhole() {
        assertThat(types.echoWhole(7)).isEqualTo(7.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void numbersThatLuaCannotReadAreRefused(double value) {
        assertThatThrownBy(() -> types.echoNumber(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value of script types/echo_number: " + value + " is not a number that Lua can read");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void booleans(boolean value) {
        assertThat(types.echoBoolean(value)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT1.5S", "PT-3S", "PT8760H"})
    void durations(Duration value) {
        assertThat(types.echoMilliseconds(value)).isEqualTo(value);
        assertThat(types.echoSeconds(value)).isEqualTo(Duration.ofSeconds(value.toSeconds()));
        assertThat(types.echoSecondsAsLong(value.toSeconds())).isEqualTo(value.toSeconds());
    }

    @Test
    void luaSeesTheDeclaredTypes() {
        assertThat(types.luaTypes("k", "7", 7, 0.5, false, Duration.ofMillis(1500), Duration.ofMinutes(1)))
                .containsExactly(
                        "string k", "string 7", "number 7", "number 0.5", "boolean false", "number 1500", "number 60");
    }

    @Test
    void absentIsNotEmptyFalseOrZero() {
        assertThat(types.optionalString(true)).isEmpty();
        assertThat(types.optionalString(false)).isNull();
        assertThat(types.wrappedString(true)).contains("");
        assertThat(types.wrappedString(false)).isEmpty();
        assertThat(types.optionalBoolean(true)).contains(false);
        assertThat(types.optionalBoolean(false)).isEmpty();
        assertThat(types.optionalNumber(true)).contains(0.5);
        assertThat(types.optionalNumber(false)).isEmpty();
    }

    @Test
    void lists() {
        assertThat(types.strings("a,b,c")).containsExactly("a", "b", "c");
        assertThat(types.strings("")).isEmpty();
        assertThat(types.numbers(3)).containsExactly(0.5, 1.0, 1.5);
        assertThat(types.flags(3)).containsExactly(false, true, false);
        assertThatThrownBy(() -> types.flags(1).add(true)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void records() throws Exception {
        Person expected = new Person(
                "Ann",
                null,
                new Home("Main", 7),
                List.of(0.5, 1.0 / 3),
                false,
                List.of(
                        new Visit(Duration.ofMillis(1500), Duration.ofMinutes(1)),
                        new Visit(Duration.ofMillis(2500), Duration.ofMinutes(2))));
        assertThat(types.person("Ann", false)).isEqualTo(expected);
        assertThat(Optional.ofNullable(types.personAsync("Bob", true).get().nick()))
                .contains("nick");
    }

    @Test
    void methodsWithoutResult() throws Exception {
        types.nothing("a", "1");
        types.undeclared("b", "2");
        assertThat(types.nothingAsync("c", "3").toCompletableFuture().get()).isNull();
        assertThat(redis.connection().sync().mget("a", "b", "c").toString()).contains("1", "2", "3");
    }

    @ParameterizedTest
    @CsvSource({
        "scalar,  '',            a record of 2 fields, an integer",
        "field,   .id,           an integer,           a string",
        "nested,  .rows[1].name, a string,             an integer",
        "missing, .id,           an integer,           nil",
    })
    void repliesOfAnotherTypeAreNamedByPath(String what, String path, String expected, String found) {
        ReplyMismatchException mismatch =
                catchThrowableOfType(ReplyMismatchException.class, () -> types.mismatched(what));
        assertThat(mismatch.scriptName()).isEqualTo("types/mismatched");
        assertThat(mismatch.path()).isEqualTo(path);
        assertThat(mismatch.expected()).isEqualTo(expected);
        assertThat(mismatch.found()).isEqualTo(found);
        assertThat(mismatch)
                .hasMessage(
                        "script types/mismatched: %s is not of the declared type: expected %s, found %s",
                        path.isEmpty() ? "the reply" : "reply" + path, expected, found);
    }

    @Test
    void mismatchesFailAStageAndLeaveTheConnectionInOrder() {
        assertThatThrownBy(() ->
                        types.mismatchedAsync("scalar").toCompletableFuture().get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ReplyMismatchException.class);
        assertThat(types.mismatched("")).isEqualTo(new Mismatched(1, List.of(new Row("a"))));
    }

    @Test
    void errorRepliesInsteadOfARecordAreErrors() {
        assertThatThrownBy(() -> types.mismatched("error"))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessage("script types/mismatched failed: LIMIT too many rows");
    }

    @Test
    void theCodecOfTheConnectionIsLeftOut(@TempDir Path other) throws Exception {
        Types overBytes =
                Implementations.of(Types.class, ScriptExecutor.of(redis.connect(ByteArrayCodec.INSTANCE)), other);
        assertThat(overBytes.echoString("Grüße")).isEqualTo("Grüße");
        assertThat(overBytes.person("Ann", true).home()).isEqualTo(new Home("Main", 7));
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullsAreRefusedByName() {
        String absent = types.optionalString(false);
        assertThatThrownBy(() -> types.echoString(absent))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("value of script types/echo_string is null");
    }
}
