package dev.moonlet.script.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which scripts can run several times in one command. */
class SingleCallFinderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return redis.call('INCR', KEYS[1])",
                "local call = redis.call return call('GET', KEYS[1])",
                "return redis.error_reply('no ' .. math.floor(1.5))",
                "local function all(...) return select('#', ...) end return all(1, 2)",
                "#!lua flags=no-writes\nreturn redis.call('GET', KEYS[1])",
                "error('no', 0)",
                "local args = ARGV table.remove(args) return #args",
                "return 1 -- no end of the line"
            })
    void callsThatDoNotSeeEachOther(String text) {
        assertThat(isSingle(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis.setresp(3) return redis.call('HGETALL', KEYS[1])",
                "redis.set_repl(redis.REPL_NONE)",
                "redis.replicate_commands()",
                "return math.random(10)",
                "redis.call('select', 1) return redis.call('INCR', KEYS[1])",
                "math.randomseed(tonumber(ARGV[1])) return math.floor(1)",
                "local m = math return m.random()",
                "local r = redis return r.call('GET', KEYS[1])",
                "local name = 'setresp' redis[name](3)",
                "return loadstring('return KEYS[1]')()",
                "return _G.KEYS[1]",
                "return ...",
                "return select('#', ...)",
                "error('no', 3)",
                "error('no', tonumber(ARGV[1]))"
            })
    void callsThatSeeEachOther(String text) {
        assertThat(isSingle(text)).isTrue();
    }

    /** A function has two parameters, and 200 local variables with them. */
    @Test
    void localVariablesUpToTheLimit() {
        assertThat(isSingle(locals(198))).isFalse();
        assertThat(isSingle(locals(199))).isTrue();
    }

    private static String locals(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "local v" + i + " = " + i)
                .collect(Collectors.joining("\n"));
    }

    private static boolean isSingle(String text) {
        return new MemoryScripts().compile("script", text).single();
    }
}
