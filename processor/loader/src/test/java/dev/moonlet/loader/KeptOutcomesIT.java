package dev.moonlet.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.ScriptOutputType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repeated request has the outcome of the first, and the first has the outcome of a script that keeps none. */
class KeptOutcomesIT {

    private static final String HEAD = "---@key counter\n";
    private static final String BODY = "redis.call('INCR', counter)\n";

    /** Leaves the note that a request has begun. */
    private static final String FORGET_OUTCOME = """
            local script, request = cmsgpack.unpack(redis.call('GET', KEYS[1]))
            return redis.call('SET', KEYS[1], cmsgpack.pack(script, request))
            """;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private final ScriptLoader loader = ScriptLoader.of();

    @BeforeEach
    void empty() {
        redis.connection().sync().flushall();
    }

    /** A result, or the message of an error. */
    private @Nullable Object outcome(String text, Map<String, ?> arguments) {
        try {
            return loader.run(ScriptExecutor.of(redis.connection()), text, arguments);
        } catch (ScriptErrorException e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "return nil",
                "return false",
                "return true",
                "return 7",
                "return -7.9",
                "return 2^53 - 1",
                "return -2^52",
                "return ''",
                "return 'a\\0b\\r\\n\\255'",
                "return string.rep('x', 100000)",
                "return {}",
                "return { 1, 2, nil, 4 }",
                "return { 1, 'two', false, { 'three', { true } } }",
                "return { name = 'not seen' }",
                "return { ok = 'FINE' }",
                "return redis.status_reply('FINE')",
                "return redis.call('SET', counter, 'x')",
                "return redis.call('KEYS', '*missing*')",
                "return redis.pcall('LPUSH', counter, 'x')",
                "return redis.error_reply('MINE it is')",
                "return { err = 'MINE it is' }",
                "return { { err = 'MINE it is' }, 2 }",
                "error('fails')",
                "error('fails', 0)",
                "error({ err = 'MINE it is' })",
                "local t; return t.x",
                "redis.call('LPUSH', counter, 'x')",
                "redis.call('NONE')",
                "local function f() error('fails') end; f()",
                "local ok, e = pcall(error, 'fails'); return tostring(ok)",
                "local t = {}; for i = 1, 5000 do t[i] = i end; return t",
                "local t = 1; for i = 1, 15 do t = { t } end; return t",
                "KEYS[1], ARGV[1] = 'other', nil; return #KEYS",
            })
    void isTheSameEachTime(String end) {
        Object plain = outcome(HEAD + "\n" + BODY + end, Map.of("counter", "plain"));
        String once = HEAD + "---@once id\n" + BODY + end;
        Object first = outcome(once, Map.of("counter", "counter", "id", "a"));
        Object second = outcome(once, Map.of("counter", "counter", "id", "a"));
        assertThat(second).isEqualTo(first);
        assertThat(first).isEqualTo(plain);
        redis.connection().sync().set("runs", "0");
        Object runs =
                outcome(HEAD + "---@once id\nreturn redis.call('INCR', counter)", Map.of("counter", "runs", "id", "b"));
        assertThat(outcome(
                        HEAD + "---@once id\nreturn redis.call('INCR', counter)", Map.of("counter", "runs", "id", "b")))
                .isEqualTo(runs)
                .isEqualTo(1L);
    }

    /** A retry from before a deployment comes after it: what tells requests apart is the name of the script, not its text. */
    @Test
    void aRequestIsTheSameWhenItsScriptHasChanged() {
        String old = HEAD + "---@once id\nreturn redis.call('INCRBY', counter, 1)";
        String changed = HEAD + "---@once id\nreturn redis.call('INCRBY', counter, 10)";
        Map<String, String> arguments = Map.of("counter", "counter", "id", "a");
        assertThat(outcome(old, arguments)).isEqualTo(1L);
        assertThat(outcome(changed, arguments)).isEqualTo(1L);
        assertThat(redis.connection().sync().get("counter")).isEqualTo("1");
        assertThat(outcome(changed, Map.of("counter", "counter", "id", "b"))).isEqualTo(11L);
    }

    /** As a server leaves it that has ended in the middle of a script. */
    @Test
    void aRequestThatWasInterruptedIsNotRepeated() {
        String once = HEAD + "---@once id\nreturn redis.call('INCR', counter)";
        Map<String, String> arguments = Map.of("counter", "counter", "id", "a");
        assertThat(outcome(once, arguments)).isEqualTo(1L);
        String key = redis.connection().sync().keys("moonlet:once:*").get(0);
        redis.connection().sync().eval(FORGET_OUTCOME, ScriptOutputType.STATUS, key);
        assertThat(outcome(once, arguments))
                .asString()
                .endsWith("failed: the request was interrupted, and it is unknown what it has done");
        assertThat(redis.connection().sync().get("counter")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis.setresp(3); return true",
                "redis.setresp(3); return { false, { true } }",
                "redis.set_repl(redis.REPL_NONE); return 1",
                "error({ err = setmetatable({}, { __tostring = function() error('no') end }) })",
            })
    void isTheSameWhateverTheScriptHasSet(String end) {
        String once = HEAD + "---@once id\n" + BODY + end;
        Object first = outcome(once, Map.of("counter", "counter", "id", "a"));
        assertThat(outcome(once, Map.of("counter", "counter", "id", "a"))).isEqualTo(first);
        assertThat(redis.connection().sync().get("counter")).isEqualTo("1");
    }

    @Test
    void aResultThatIsNestedTooDeepIsAnError() {
        String text = HEAD + "---@once id\n" + BODY + "local t = 1; for i = 1, 16 do t = { t } end; return t";
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> loader.run(
                            ScriptExecutor.of(redis.connection()), text, Map.of("counter", "counter", "id", "a")))
                    .isInstanceOf(ScriptErrorException.class)
                    .hasMessageContaining("the result of a request can not be nested more than 15 deep");
        }
        assertThat(redis.connection().sync().get("counter")).isEqualTo("1");
    }

    @Test
    void theScriptDoesNotSeeTheKeyForItsOutcome() {
        String text =
                "---@key keys...\n---@arg values string...\n---@once id\nreturn { #KEYS, #keys, #ARGV, #values, id }";
        Object seen = outcome(text, Map.of("keys", List.of("{a}1", "{a}2"), "values", List.of("x"), "id", "r"));
        assertThat(seen).isEqualTo(List.of(2L, 2L, 2L, 1L, "r"));
    }
}
