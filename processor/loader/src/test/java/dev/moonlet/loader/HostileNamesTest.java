package dev.moonlet.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.script.Script;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Names that hold what a terminal takes for commands. */
class HostileNamesTest {

    @Test
    void whatSteersATerminalIsInNoException() {
        String odd = "x\u001b[2J\u202e";
        ScriptLoader loader = ScriptLoader.of();
        Script script = loader.parse("a" + odd, "---@key k\n---@arg n integer\nreturn redis.call('GET', k) or n\n");
        ScriptRunner runner = new ScriptRunner(script, new Unused());
        List<ThrowingCallable> calls = List.of(
                () -> runner.run(Map.of("k", "1", odd, "2")),
                () -> runner.run(Map.of("k", "1")),
                () -> runner.run(Map.of("k", "1", "n", odd)),
                () -> script.place(99),
                () -> loader.load(odd),
                () -> loader.parse("../" + odd, "return 1"),
                () -> loader.parse("b" + odd, "return " + odd));
        for (ThrowingCallable call : calls) {
            String message = catchThrowable(call).getMessage();
            assertThat(message)
                    .contains("\\u001b[2J\\u202e")
                    .doesNotContain("\u001b")
                    .doesNotContain("\u202e");
        }
    }

    private static final class Unused implements ScriptExecutor {

        @Override
        public <T> T execute(ScriptInvocation<T> invocation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
            throw new UnsupportedOperationException();
        }
    }
}
