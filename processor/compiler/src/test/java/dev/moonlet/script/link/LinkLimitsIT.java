package dev.moonlet.script.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.script.Script;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.ScriptOutputType;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However much is linked, the limits of Lua are those of the files and not of the whole. */
class LinkLimitsIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private final MemoryScripts scripts = new MemoryScripts();

    private static long run(Script script) {
        Long result = redis.connection().sync().eval(script.text(), ScriptOutputType.INTEGER);
        return Objects.requireNonNull(result);
    }

    @Test
    void hundredsOfModulesAndCallsLeaveAllLocalsAndUpvaluesToTheScript() {
        StringBuilder main = new StringBuilder("local sum = 0\n");
        for (int i = 0; i < 300; i++) {
            scripts.compile("modules/m" + i, "return { value = " + i + " }\n");
            scripts.compile("calls/c" + i, "return #KEYS + " + i + "\n");
            main.append("sum = sum + require('modules/m" + i + "').value + CALL.calls.c" + i + "({ 'k' })\n");
        }
        StringBuilder captured = new StringBuilder("0");
        for (int i = 0; i < 199; i++) {
            main.append("local x").append(i).append(" = 1\n");
            if (i < 58) {
                captured.append(" + x").append(i);
            }
        }
        // With require and CALL the function has all of Lua's 60 upvalues, and the script all of its 200 locals.
        main.append("do local _ = (function() return require('modules/m1').value + CALL.calls.c1() + ")
                .append(captured)
                .append(" end)() sum = sum + _ end\n");
        String script = main.toString().replace("do local _ = ", "sum = sum + ").replace(" sum = sum + _ end\n", "\n");
        assertThat(run(scripts.compile("main", script + "return sum\n"))).isEqualTo(299 * 300 + 300 + 2 + 58);
    }

    @Test
    void aThousandSplicesOfDefinitionsTakeTheLocalsOfOne() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append("local function f")
                    .append(i)
                    .append("() return ")
                    .append(i)
                    .append(" end\n");
        }
        scripts.compile("lib", text.toString());
        String script = "---@include \"lib\"\n".repeat(1000) + "return f19()\n";
        assertThat(run(scripts.compile("main", script))).isEqualTo(19);
    }

    @Test
    void whatIsTooMuchForLuaIsSaidBeforeRedisSaysIt() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            text.append("local x")
                    .append(i)
                    .append(" = ")
                    .append(i)
                    .append("\nx")
                    .append(i)
                    .append(" = 1\n");
        }
        scripts.compile("lib", text.toString());
        assertThatThrownBy(() -> scripts.compile("main", "---@include \"lib\"\n---@include \"lib\"\nreturn x1\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lib.lua:101:7: ")
                .hasMessageContaining("200 locals")
                .hasMessageContaining("included from main.lua:2");
    }
}
