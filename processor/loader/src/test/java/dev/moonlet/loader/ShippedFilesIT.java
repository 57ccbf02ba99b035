package dev.moonlet.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.RedisProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Lua files do that ship with Moonlet, {@code <moonlet/log>} and {@code <moonlet/config>}. */
class ShippedFilesIT {

    private static final String LOG = "---@include \"<moonlet/log>\"\n";
    private static final String CONFIG = "---@include \"<moonlet/config>\"\n";

    private static RedisProcess server;

    @BeforeAll
    static void startServer() throws IOException {
        server = RedisProcess.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static Optional<Object> run(String text, Map<String, ?> arguments) {
        return server.connected(connection ->
                Optional.ofNullable(ScriptLoader.of().run(ScriptExecutor.of(connection), text, arguments)));
    }

    /** The mark of each level is the one that the server writes in front of a message: {@code . - * #}. */
    @ParameterizedTest
    @CsvSource({"debug,.", "verbose,-", "notice,*", "warning,#"})
    void messagesHaveTheirLevels(String level, String mark) throws IOException {
        server.ask(redis -> redis.configSet("loglevel", "debug"));
        run(LOG + "log('of level " + level + "', '" + level + "')", Map.of());
        assertThat(server.log()).contains(" " + mark + " of level " + level + "\n");
    }

    @Test
    void withoutALevelAMessageIsANotice() throws IOException {
        server.ask(redis -> redis.configSet("loglevel", "notice"));
        run(LOG + "log('without a level')\nlog('too fine', 'verbose')\nlog(42)", Map.of());
        assertThat(server.log())
                .contains(" * without a level\n")
                .contains(" * 42\n")
                .doesNotContain("too fine");
    }

    @Test
    void aLevelThatThereIsNotIsAnError() {
        assertThatThrownBy(() -> run(LOG + "log('text', 'loud')", Map.of()))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessageContaining("unknown log level \"loud\": it is debug, verbose, notice or warning");
    }

    @Test
    void settingsComeFromJavaOrHaveADefault() {
        String text = CONFIG + "---@return string[]\nreturn { config('batch', '100'), config('mode', 'slow') }";
        assertThat(run(text, Map.of("settings", Map.of("batch", "7")))).contains(List.of("7", "slow"));
        assertThat(run(text, Map.of())).contains(List.of("100", "slow"));
    }
}
