package dev.moonlet.script.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a script that writes nothing. */
class WriteFinderTest {

    private boolean isReadOnly(String text) {
        return new MemoryScripts().compile("script", text).readOnly();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return redis.call('GET', KEYS[1])",
                "return redis.pcall('get', KEYS[1])",
                "local call = redis.call\nlocal v = call('GET', KEYS[1])\nreturn call('MGET', v, v)",
                "---@key k\n---@return integer\nreturn redis.call('STRLEN', k)",
                "---@flags no-writes\nreturn redis.call(ARGV[1], KEYS[1])",
                "#!lua flags=no-writes\nreturn redis.call(ARGV[1], KEYS[1])",
                "return redis.call('OBJECT', 'ENCODING', KEYS[1])",
                "return redis.error_reply(redis.sha1hex(redis.call('TIME')[1]))",
                "return server.call('GET', server.SERVER_NAME .. redis.VALKEY_VERSION)",
                "return redis.call('HTTL', KEYS[1], 'FIELDS', 1, 'f')",
                "return redis.call('hpexpiretime', KEYS[1], 'FIELDS', 1, 'f')",
                "return redis.call('VSIM', KEYS[1], 'ELE', 'e')",
                "local function f(redis) return redis.x end\nreturn f({x = 1})",
                "return 1"
            })
    void reads(String text) {
        assertThat(isReadOnly(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return redis.call('SET', KEYS[1], 1)",
                "return redis.call(ARGV[1], KEYS[1])",
                "return redis.call('PFCOUNT', KEYS[1])",
                "return redis.call('SORT', KEYS[1])",
                "return redis.call('OBJECT', ARGV[1], KEYS[1])",
                "local call = redis.call\nlocal v = call('GET', KEYS[1])\nreturn call('DEL', v)",
                "local call = redis.call\ncall = redis.pcall\nreturn call('GET', KEYS[1])",
                "local call = redis.call\nlocal other = call\nreturn other('DEL', KEYS[1])",
                "local r = redis\nreturn r.call('DEL', KEYS[1])",
                "return redis['call']('DEL', KEYS[1])",
                "return _G.redis.call('DEL', KEYS[1])",
                "return loadstring('return redis.call(\"DEL\", \"x\")')()",
                "redis.set_repl(redis.REPL_NONE)\nreturn redis.call('GET', KEYS[1])",
                "redis.call('GET', KEYS[1])\nlocal _, v = pcall(redis.call, 'DEL', KEYS[1])\nreturn v",
                "#!lua flags=allow-oom\nreturn redis.call('GET', KEYS[1])"
            })
    void mayWrite(String text) {
        assertThat(isReadOnly(text)).isFalse();
    }
}
