package dev.moonlet.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.ScriptAccess;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.ScriptRoots;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The commands of a script, and the keys that it reads and writes. */
class ScriptAccessTest {

    private static ScriptAccess access(String lua) {
        Diagnostics diagnostics = new Diagnostics();
        return new ScriptCompiler(new ScriptRoots(List.of()))
                .compileText("script", lua, diagnostics)
                .map(script -> ScriptChecker.check(script, diagnostics))
                .flatMap(LoadedScript::script)
                .orElseThrow()
                .access();
    }

    @Test
    void declaredKeysByTheirNames() {
        ScriptAccess access = access("""
                ---@key source
                ---@key target
                ---@key lock = source .. ':lock'
                ---@key others...
                local rcall = redis.call
                rcall('SET', lock, 1, 'NX')
                for _, other in ipairs(others) do rcall('GET', other) end
                return rcall('SMOVE', source, target, 'x')
                """);
        assertThat(access.commands()).containsExactly("GET", "SET", "SMOVE");
        assertThat(access.keys())
                .containsExactly(
                        new ScriptAccess.Key(ScriptAccess.Kind.DECLARED, "lock", true, true),
                        new ScriptAccess.Key(ScriptAccess.Kind.DECLARED, "others", true, false),
                        new ScriptAccess.Key(ScriptAccess.Kind.DECLARED, "source", true, true),
                        new ScriptAccess.Key(ScriptAccess.Kind.DECLARED, "target", true, true));
        assertThat(access.complete()).isTrue();
    }

    @Test
    void keysThatHaveNoName() {
        ScriptAccess access = access("""
                local function item(id) return KEYS[1] .. ':' .. id end
                local keys = { done = KEYS[2] .. ':done' }
                redis.call('DEL', item(ARGV[1]), item('x'), keys.done)
                redis.call('INCR', 'total')
                return redis.call('OBJECT', 'ENCODING', KEYS[2]) and redis.call('GET', ('%s:x'):format(KEYS[1]))
                """);
        assertThat(access.commands()).containsExactly("DEL", "GET", "INCR", "OBJECT ENCODING");
        assertThat(access.keys())
                .containsExactly(
                        new ScriptAccess.Key(ScriptAccess.Kind.DERIVED, "KEYS[1]", true, true),
                        new ScriptAccess.Key(ScriptAccess.Kind.DERIVED, "KEYS[2]", false, true),
                        new ScriptAccess.Key(ScriptAccess.Kind.UNDECLARED, "total", true, true),
                        new ScriptAccess.Key(ScriptAccess.Kind.DECLARED, "KEYS[2]", true, false));
        assertThat(access.complete()).isTrue();
    }

    @Test
    void whatIsNotKnownIsNotComplete() {
        assertThat(access("return redis.call(ARGV[1], KEYS[1])").complete()).isFalse();
        assertThat(access("return redis.call('GET', ARGV[1])").complete()).isFalse();
        assertThat(access("return redis.call('DEL', unpack(KEYS))").complete()).isFalse();
        assertThat(access("local k = KEYS[1] if ARGV[1] then k = ARGV[1] end return redis.call('GET', k)")
                        .complete())
                .isFalse();
        assertThat(access("return 1")).isEqualTo(new ScriptAccess(List.of(), List.of(), true));
    }
}
