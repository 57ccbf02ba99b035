package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonlet.Delivery;
import dev.moonlet.ScriptException;
import dev.moonlet.ScriptExecutor;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors of scripts, as they arrive in Java. */
class FailuresIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    static Path directory;

    private static Failures failures;

    @BeforeAll
    static void compile() throws Exception {
        failures = Implementations.of(Failures.class, ScriptExecutor.of(redis.connection()), directory);
    }

    @Test
    void errorOfACommandIsPlacedThroughAnInclude() {
        ScriptException failure = catchThrowableOfType(ScriptException.class, () -> failures.throughInclude("k", true));
        assertThat(failure).hasMessage("""
                        script failures/through_include failed at failures/lib/strict.lua:12: WRONGTYPE Operation against a \
                        key holding the wrong kind of value
                            12 | return redis.call('LPOP', key)
                            included from failures/through_include.lua:2""");
        assertThat(failure.scriptName()).isEqualTo("failures/through_include");
        assertThat(failure.code()).isEqualTo("WRONGTYPE");
        assertThat(failure.description()).isEqualTo("Operation against a key holding the wrong kind of value");
        assertThat(failure.file()).contains("failures/lib/strict.lua");
        assertThat(failure.line()).isEqualTo(12);
    }

    @Test
    void errorOfLuaIsPlacedThroughAnInclude() {
        assertThatThrownBy(() -> failures.throughInclude("k", false))
                .isInstanceOf(ScriptException.class)
                .hasMessage("""
                        script failures/through_include failed at failures/lib/strict.lua:5: no value
                            5 | error('no value')
                            included from failures/through_include.lua:2""");
    }

    @Test
    void stackTraceBeginsWithTheLuaFilesAndGoesOnWithTheCaller() {
        StackTraceElement[] frames =
                catchThrowable(() -> failures.throughInclude("k", false)).getStackTrace();
        assertThat(frames[0]).hasToString("failures/lib.strict(strict.lua:5)");
        assertThat(frames[1]).hasToString("failures.through_include(through_include.lua:2)");
        assertThat(frames).anyMatch(frame -> frame.getClassName().equals(FailuresIT.class.getName()));
    }

    @Test
    void stagesFailWithTheSameError() {
        assertThatThrownBy(() -> failures.throughIncludeAsync("k", false)
                        .toCompletableFuture()
                        .get())
                .hasCauseInstanceOf(ScriptException.class)
                .hasMessageContaining("failures/lib/strict.lua:5: no value");
    }

    @Test
    void errorsAreAtTheirLineOfTheFile() {
        assertThatThrownBy(() -> failures.inItself("arithmetic"))
                .hasMessage("script failures/in_itself failed at failures/in_itself.lua:6: attempt to perform"
                        + " arithmetic on local 'n' (a nil value)\n    6 | return n + 1");
        assertThatThrownBy(() -> failures.inItself("call"))
                .hasMessage("script failures/in_itself failed at failures/in_itself.lua:9: attempt to call a number"
                        + " value\n    9 | return tonumber('1')()");
        assertThatThrownBy(() -> failures.inItself("command"))
                .hasMessage("script failures/in_itself failed at failures/in_itself.lua:11: value is not an integer"
                        + " or out of range\n    11 | return redis.call('INCRBY', 'k', 'x')");
    }

    @Test
    void errorRepliesOfAScriptAreErrorsWithoutAPlace() {
        ScriptException failure =
                catchThrowableOfType(ScriptException.class, () -> failures.errorReply("QUOTA used up"));
        assertThat(failure).hasMessage("script failures/error_reply failed: QUOTA used up");
        assertThat(failure.code()).isEqualTo("QUOTA");
        assertThat(failure.file()).isEmpty();
        assertThat(failure.line()).isZero();
    }

    @Test
    void errorRepliesThatLookLikeNoscriptDoNotRunTheScriptAgain() {
        assertThatThrownBy(() -> failures.errorReply("QUOTA used up")).isInstanceOf(ScriptException.class);
        redis.connection().sync().configResetstat();
        assertThatThrownBy(() -> failures.errorReply("NOSCRIPT not the server's words"))
                .isInstanceOf(ScriptException.class)
                .hasMessage("script failures/error_reply failed: NOSCRIPT not the server's words");
        assertThat(redis.connection().sync().info("commandstats").lines())
                .filteredOn(line -> line.startsWith("cmdstat_eval"))
                .singleElement()
                .asString()
                .startsWith("cmdstat_eval_ro:calls=1,"); // with its text, so that the server can't be meant
    }

    @ParameterizedTest
    @EnumSource
    void scriptsThatReplyWithTheWordsOfTheServerRunOnce(Delivery delivery) throws Exception {
        Failures executed =
                Implementations.of(Failures.class, ScriptExecutor.of(redis.connection(), delivery), directory);
        for (int i = 1; i < 4; i++) {
            assertThatThrownBy(() -> executed.unknownScript("counter"))
                    .isInstanceOf(ScriptException.class)
                    .hasMessage("script failures/unknown_script failed: NOSCRIPT No matching script. Please use EVAL.");
            assertThat(redis.connection().sync().get("counter")).isEqualTo(Integer.toString(i));
        }
        assertThatThrownBy(() -> executed.loading("other"))
                .isInstanceOf(ScriptException.class)
                .hasMessage("script failures/loading failed: LOADING Redis is loading the dataset in memory");
        assertThat(redis.connection().sync().get("other")).isEqualTo("1");
        assertThatThrownBy(() -> executed.denied("third"))
                .isInstanceOf(ScriptException.class)
                .hasMessage("script failures/denied failed: DENIED by policy");
        assertThat(redis.connection().sync().get("third")).isEqualTo("1");
    }
}
