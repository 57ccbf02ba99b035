package dev.moonlet.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ReplyMismatchException;
import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.script.Script;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptRunnerIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private final ScriptLoader loader = ScriptLoader.of();

    private static ScriptRunner runner(Script script) {
        return new ScriptRunner(script, ScriptExecutor.of(redis.connection()));
    }

    private @Nullable Object run(String text, Map<String, ?> arguments) {
        return loader.run(ScriptExecutor.of(redis.connection()), text, arguments);
    }

    @Test
    void namedArgumentsArriveByTheirTypes() {
        assertThat(run(
                        "---@arg a integer\n---@arg b integer\n---@return integer\nreturn a + b",
                        Map.of("a", 3, "b", 4L)))
                .isEqualTo(7L);
        assertThat(run("%arg first_name str\n%return str\nreturn first_name .. '!'", Map.of("firstName", "Ada")))
                .isEqualTo("Ada!");
        assertThat(run("---@arg n number\n---@return number\nreturn n / 3", Map.of("n", "1")))
                .isEqualTo(1.0 / 3);
        assertThat(run("---@arg n integer\n---@return integer\nreturn n", Map.of("n", BigInteger.TEN)))
                .isEqualTo(10L);
        assertThat(run(
                        "---@arg d milliseconds\n---@return seconds\nreturn d / 1000",
                        Map.of("d", Duration.ofSeconds(5))))
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(run("---@arg t seconds\n---@return integer\nreturn t", Map.of("t", Instant.ofEpochSecond(77))))
                .isEqualTo(77L);
        assertThat(run("---@arg b boolean\n---@return boolean\nreturn not b", Map.of("b", true)))
                .isEqualTo(false);
        assertThat(run("---@arg unit string\n---@return string\nreturn unit", Map.of("unit", TimeUnit.DAYS)))
                .isEqualTo("DAYS");
    }

    /** What redis-lua's {@code str}, {@code int} and {@code bool} make of what Redis replies. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    str     | 5                                  | 5
                    string  | 3.7                                | 3
                    string  | -0.5                               | 0
                    string  | -3.7                               | -3
                    string  | 2^52                               | 4503599627370496
                    str     | true                               | 1
                    string  | 'text'                             | text
                    string  | redis.status_reply('PONG')         | PONG
                    string  | redis.call('INCR', 'n')            | 1
                    int     | '42'                               | 42
                    integer | ' -7 '                             | -7
                    integer | '+010'                             | 10
                    integer | 3.7                                | 3
                    integer | true                               | 1
                    integer | redis.status_reply('12')           | 12
                    integer | redis.call('ECHO', '9007199254740991') | 9007199254740991
                    bool    | 5                                  | true
                    boolean | 0                                  | false
                    boolean | 0.5                                | false
                    boolean | -1                                 | true
                    boolean | nil                                | false
                    boolean | false                              | false
                    boolean | true                               | true
                    boolean | ''                                 | false
                    boolean | '0'                                | true
                    boolean | {}                                 | false
                    boolean | { 'a' }                            | true
                    boolean | redis.status_reply('OK')           | true
                    boolean | redis.call('GET', 'missing')       | false
                    boolean | redis.call('HGETALL', 'missing')   | false
                    """, quoteCharacter = '`')
    void returnsInRedisLuasFormAreCast(String type, String value, String expected) {
        assertThat(run("%return " + type + "\nreturn " + value, Map.of())).hasToString(expected);
    }

    @Test
    void jsonWithAnIntegerThatLuaHasRoundedIsRefused() {
        String decoded = "---@arg text string\n---@return json\nreturn cjson.decode(text)";
        assertThat(run(decoded, Map.of("text", "[9007199254740991,1e300]"))).hasToString("[9007199254740991, 1.0E300]");
        assertThatThrownBy(() -> run(decoded, Map.of("text", "{\"ids\":[1,9007199254740993]}")))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessageContaining("a number from 2^53 on in JSON has been rounded by Lua");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    str     | nil
                    string  | {}
                    integer | '3.0'
                    integer | 'five'
                    integer | ''
                    integer | '9007199254740993'
                    integer | nil
                    """, quoteCharacter = '`')
    void whatCannotBeCastIsRefused(String type, String value) {
        String script = "%return " + type + "\nlocal value = cjson.decode('{}')\nvalue = " + value + "\nreturn value";
        assertThatThrownBy(() -> run(script, Map.of())).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "integer", "boolean"})
    void errorsAreNotCast(String type) {
        assertThatThrownBy(() -> run("%return " + type + "\nreturn redis.error_reply('BUSY no')", Map.of()))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessageContaining("BUSY no");
    }

    /** In the form of the Lua language server, a result is what it is declared to be. */
    @ParameterizedTest
    @CsvSource({"string, ARGV[1] and 5", "integer, ARGV[1] and '5'", "boolean, ARGV[1] and 'x'"})
    void returnsInTheOtherFormAreChecked(String type, String value) {
        String script = "---@return " + type + "\nlocal value = " + value + "\nreturn value";
        assertThatThrownBy(() -> runner(loader.parse("checked", script)).run(List.of(), List.of("a")))
                .isInstanceOf(ReplyMismatchException.class);
    }

    @Test
    void listsAndJsonArriveAsTables() {
        assertThat(run("---@arg l string[]\n---@return integer\nreturn #l", Map.of("l", Set.of("a", "b", "c"))))
                .isEqualTo(3L);
        assertThat(run("---@arg l integer[]\n---@return integer[]\nreturn l", Map.of("l", new int[] {3, 1})))
                .isEqualTo(List.of(3L, 1L));
        assertThat(run(
                        "---@arg d dict\n---@return dict\nreturn cjson.encode({ d = d, n = #d.list })",
                        Map.of("d", Map.of("list", List.of(1, "x", true)))))
                .isEqualTo(Map.of("d", Map.of("list", List.of(1, "x", true)), "n", 3));
        assertThat(run("---@arg rest string...\n---@return string[]\nreturn rest", Map.of("rest", List.of("x", "y"))))
                .isEqualTo(List.of("x", "y"));
    }

    @Test
    void bytesArriveAsTheyAreEverywhere() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        String check = """
                local function is_all(s)
                  if #s ~= 256 then return false end
                  for i = 0, 255 do
                    if string.byte(s, i + 1) ~= i then return false end
                  end
                  return true
                end
                """;
        String script = "---@key k\n---@arg plain string\n---@arg list string[]\n---@arg maybe string?\n"
                + "---@arg rest string...\n---@return boolean[]\n" + check
                + "return { is_all(k), is_all(plain), is_all(list[1]), is_all(maybe), is_all(rest[1]) }";
        assertThat(run(
                        script,
                        Map.of(
                                "k", bytes,
                                "plain", bytes,
                                "list", List.of(bytes),
                                "maybe", ByteBuffer.wrap(bytes),
                                "rest", List.of(bytes))))
                .isEqualTo(List.of(true, true, true, true, true));
    }

    @Test
    void nothingIsNotAnEmptyString() {
        String script = "---@arg s string?\n---@arg d string = 'default'\n---@return string[]\n"
                + "return { s == nil and 'nil' or '<' .. s .. '>', d }";
        assertThat(run(script, Map.of())).isEqualTo(List.of("nil", "default"));
        assertThat(run(script, Map.of("s", "", "d", ""))).isEqualTo(List.of("<>", ""));
        assertThat(run(script, Map.of("s", Optional.empty(), "d", Optional.of("="))))
                .isEqualTo(List.of("nil", "="));
    }

    @Test
    void resultsAreReadByTheirTypes() {
        Map<String, @Nullable Object> expected = new HashMap<>(
                Map.of("id", "x", "at", Duration.ofMillis(1500), "scores", Map.of("a", 0.5), "pair", List.of("y", 2L)));
        expected.put("none", null);
        assertThat(run(
                        "---@return { id: string, at: milliseconds, scores: table<string, number>, pair: [string, integer], "
                                + "none: string? }\n"
                                + "return { id = 'x', at = 1500, scores = { a = 0.5 }, pair = { 'y', 2 } }",
                        Map.of()))
                .isEqualTo(expected);
        assertThat(run("return { 1, 'two', { false } }", Map.of()))
                .isEqualTo(List.of(1L, "two", Arrays.asList(new Object[] {null})));
        assertThat(run("return redis.status_reply('FINE')", Map.of())).isEqualTo("FINE");
        assertThat(run("return nil", Map.of())).isNull();
        assertThat(run("---@return json\nreturn 5", Map.of())).isEqualTo(5);
        assertThat(run("---@return json?\nreturn nil", Map.of())).isNull();
    }

    @Test
    void scriptsThatDeclareNothingTakeKeysAndArgumentsInOrder() {
        Script script = loader.parse("plain", "return { KEYS[1], ARGV[1], ARGV[2], ARGV[3] }");
        ScriptRunner runner = runner(script);
        assertThat(runner.run(List.of("k"), List.of("a", 2, true))).isEqualTo(List.of("k", "a", "2", "1"));
        Script declares = loader.parse("declares", "---@key k\nreturn k");
        assertThatThrownBy(() -> runner(declares).run(List.of("k"), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("script declares declares what it takes: name it");
    }

    @Test
    void callsOverlap() {
        ScriptRunner runner =
                runner(loader.parse("count", "---@key k\n---@return integer\nreturn redis.call('INCR', k)"));
        List<CompletionStage<@Nullable Object>> stages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            stages.add(runner.runAsync(Map.of("k", "counter")));
        }
        assertThat(stages)
                .extracting(stage -> stage.toCompletableFuture().join())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void wrongNamesAndValuesAreRefusedBeforeAnythingIsSent() {
        String script =
                "---@key queue\n---@arg priority integer\n---@arg tags string[]?\n---@arg note string = ''\nreturn 1";
        assertRefused(script, Map.of(), "script (code) needs key \"queue\" and argument \"priority\"");
        assertRefused(
                script,
                Map.of("queue", "q", "priorty", 1),
                "script (code) has no key or argument \"priorty\"; did you mean \"priority\"?");
        assertRefused(
                script,
                new TreeMap<>(Map.of("queue", "q", "priority", 1, "Priority", 2)),
                "two of the arguments of script (code) mean \"priority\"");
        assertRefused(
                "---@arg n number\nreturn n",
                Map.of("n", "1e400"),
                "n of script (code): 1E+400 is larger than any number of Lua");
        assertRefused(
                script,
                Map.of("queue", "q", "priority", "1e99999999"),
                "priority of script (code): 1e99999999 lies beyond 2^53, where Lua, whose numbers are doubles,"
                        + " would round it");
        assertRefused(
                "---@arg n number\nreturn n",
                Map.of("n", Long.MAX_VALUE),
                "n of script (code): 9223372036854775807 lies beyond 2^53, where Lua, whose numbers are"
                        + " doubles, would round it");
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        assertRefused(
                "---@arg j json\nreturn 1",
                Map.of("j", endless),
                "j of script (code): nested more than 1000 deep, which cjson can't read");
        assertRefused("return 1", Map.of("x", 1), "script (code) has no key or argument \"x\"; it declares none");
        assertRefused(
                script,
                Map.of("queue", "q", "priority", 1.5),
                "priority of script (code): expected integer, got \"1.5\"");
        assertRefused(
                script,
                Map.of("queue", "q", "priority", "x"),
                "priority of script (code): expected integer, got \"x\"");
        assertRefused(
                script,
                Map.of("queue", "q", "priority", (1L << 53) + 1),
                "priority of script (code): 9007199254740993 lies beyond 2^53, where Lua, whose numbers are"
                        + " doubles, would round it");
        assertRefused(
                script,
                Map.of("queue", "q", "priority", 1, "tags", "a"),
                "tags of script (code): expected string[]?, got \"a\"");
        assertRefused(
                script,
                Map.of("queue", "q", "priority", 1, "tags", Arrays.asList("a", null)),
                "tags of script (code): an element is null, which a Lua table can't hold");
        assertRefused(
                "---@arg n number\nreturn n",
                Map.of("n", Double.NaN),
                "n of script (code): NaN is not a number that Lua can read");
        assertRefused(
                script,
                Map.of("queue", List.of(), "priority", 1),
                "queue of script (code): expected string, got a value of type ListN");
    }

    private void assertRefused(String script, Map<String, ?> arguments, String message) {
        assertThatThrownBy(() -> run(script, arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    @NeedsRedis(7)
    void errorsAreAtTheLineOfTheText() {
        assertThatThrownBy(() -> run(
                        "local a = 1;\nlocal b = 2;\nlocal function f() error({ err = 'MY own' }) end\nf()", Map.of()))
                .isInstanceOfSatisfying(ScriptErrorException.class, e -> {
                    assertThat(e.line()).isEqualTo(3);
                    assertThat(e.code()).isEqualTo("MY");
                });
    }

    @Test
    void includedTextsRunEachTimeUnlessTheySayOnce() {
        loader.parse("a", "redis.call('INCR', key_a)");
        loader.parse("b", "%pragma once\nredis.call('INCR', key_b)");
        String script = """
                %key key_a
                %key key_b
                %include "a"
                %include "b"
                %include "a"
                %include "b"
                %return dict
                local a = tonumber(redis.call('GET', key_a))
                local b = tonumber(redis.call('GET', key_b))
                return cjson.encode({ a = a, b = b })
                """;
        assertThat(run(script, Map.of("key_a", "ka", "key_b", "kb"))).isEqualTo(Map.of("a", 2, "b", 1));
    }

    @Test
    void jsonIsTakenAsItIsAndNothingElseIsMadeIntoIt() {
        Map<String, @Nullable Object> withNull = new HashMap<>();
        withNull.put("a", null);
        withNull.put("l", Arrays.asList(1, null));
        String echo = "---@arg j json\n---@return string\nreturn ARGV[1]";
        assertThat(run(echo, Map.of("j", withNull))).isEqualTo("{\"a\":null,\"l\":[1,null]}");
        Map<String, @Nullable Object> nothing = new HashMap<>();
        nothing.put("j", null);
        assertThat(run(echo, nothing)).isEqualTo("null");
        assertRefused(echo, Map.of("j", Double.NaN), "j of script (code): JSON can't represent NaN");
        assertRefused(
                echo,
                Map.of("j", List.of(Duration.ZERO)),
                "j of script (code): JSON can't represent a value of type Duration");
        assertThatThrownBy(() -> run("---@return { j: json }\nreturn { j = 'text' }", Map.of()))
                .isInstanceOf(ReplyMismatchException.class)
                .hasMessageContaining("reply.j is not of the declared type: expected JSON, found another string");
    }

    @Test
    void durationsMayBeWrittenAsTheyArePrinted() {
        assertThat(run("---@arg d milliseconds\n---@return milliseconds\nreturn d", Map.of("d", "PT1.5S")))
                .isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void callsThatAreSentTogetherAreAnsweredInOrder() {
        StatefulRedisConnection<String, String> connection = redis.connect(StringCodec.UTF8);
        connection.setAutoFlushCommands(false);
        Script count = loader.parse(
                "count",
                "---@key k\n---@arg n integer\n---@return integer[]\n"
                        + "if n == 2 then error({ err = 'TWO' }) end return { n, redis.call('INCR', k) }");
        ScriptRunner runner = new ScriptRunner(count, ScriptExecutor.of(connection));
        List<CompletableFuture<@Nullable Object>> replies = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            replies.add(runner.runAsync(Map.of("k", "counter", "n", i)).toCompletableFuture());
        }
        assertThat(replies).noneMatch(CompletableFuture::isDone);
        connection.flushCommands();
        assertThat(replies.get(4).join()).isEqualTo(List.of(4L, 4L));
        assertThat(replies.get(3).join()).isEqualTo(List.of(3L, 3L));
        assertThat(replies.get(0).join()).isEqualTo(List.of(0L, 1L));
        assertThatThrownBy(() -> replies.get(2).join()).hasCauseInstanceOf(ScriptErrorException.class);
    }

    @Test
    void textIsUtf8() {
        String text = "\u00e9 \u4e16\u754c \ud83c\udf0d";
        assertThat(run("---@arg s string\n---@return string\nreturn s .. '" + text + "'", Map.of("s", text)))
                .isEqualTo(text + text);
        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(text.length());
    }
}
