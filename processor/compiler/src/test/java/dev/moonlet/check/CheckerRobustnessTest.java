package dev.moonlet.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.lua.Fixtures;
import dev.moonlet.lua.Mutator;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.ScriptRoots;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a script holds, it is loaded or something is said of it, and nothing falls over. */
class CheckerRobustnessTest {

    private static final int SCRIPTS = Integer.getInteger("moonlet.inputs", 20_000);

    @Test
    void onMutants() throws IOException {
        Random random = new Random(11);
        Mutator mutator = new Mutator(random);
        List<String> fixtures = Fixtures.all();
        int usable = 0;
        for (int i = 0; i < SCRIPTS; i++) {
            usable += isUsable(mutator.mutate(fixtures.get(i % fixtures.size()))) ? 1 : 0;
        }
        assertThat(usable).isGreaterThan(SCRIPTS / 100);
    }

    @Test
    void onLongChains() {
        assertThat(isUsable("local a = 1\nreturn " + "a + ".repeat(20_000) + "a\n"))
                .isTrue();
        assertThat(isUsable("local a = ''\nreturn " + "a == 1 and ".repeat(5_000) + "a\n"))
                .isTrue();
        assertThat(isUsable("return cjson.decode(KEYS[1])" + "[1]".repeat(20_000) + "\n"))
                .isTrue();
        assertThat(isUsable("if KEYS then\n" + "elseif ARGV then\n".repeat(5_000) + "end\n"))
                .isTrue();
    }

    @Test
    void onValuesThatDouble() {
        StringBuilder sums = new StringBuilder("local v0 = ARGV[1]\n");
        StringBuilder tables = new StringBuilder("local v0 = { 1 }\n");
        for (int i = 1; i < 100; i++) {
            sums.append("local v%d = v%d + v%d\n".formatted(i, i - 1, i - 1));
            tables.append("local v%d = { v%d, v%d }\n".formatted(i, i - 1, i - 1));
        }
        assertThat(isUsable(sums + "return v99\n")).isTrue();
        assertThat(isUsable(tables + "return v99\n")).isTrue();
        assertThat(isUsable("local t = {}\nt.t = t\nt[1] = t\nreturn { t, t }\n"))
                .isTrue();
    }

    @Test
    void onCommandsWithoutAKnownWord() {
        String request = "---@key k\n---@once request\n";
        for (String call : List.of("redis.call()", "redis.call(unpack(ARGV))", "redis.call(ARGV[1])")) {
            assertThat(isUsable(request + call + "\nreturn redis.call('INCR', k)\n"))
                    .as(call)
                    .isEqualTo(!call.equals("redis.call()"));
        }
    }

    private static boolean isUsable(String text) {
        ScriptCompiler compiler = new ScriptCompiler(new ScriptRoots(List.of(new OneFile(text))));
        Diagnostics diagnostics = new Diagnostics();
        boolean usable = compiler.compile("example", diagnostics)
                .map(script -> ScriptChecker.check(script, diagnostics))
                .filter(script -> script.script().isPresent())
                .isPresent();
        for (Diagnostic diagnostic : diagnostics.sorted()) {
            assertThat(DiagnosticRenderer.render(diagnostic)).contains(diagnostic.code());
        }
        assertThat(usable).isEqualTo(!diagnostics.hasErrors());
        return usable;
    }
}
