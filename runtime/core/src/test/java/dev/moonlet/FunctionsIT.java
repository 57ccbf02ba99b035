package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonlet.scripts.Echo;
import dev.moonlet.scripts.EchoLua;
import dev.moonlet.scripts.Failures;
import dev.moonlet.scripts.FailuresLua;
import dev.moonlet.scripts.Recording;
import dev.moonlet.scripts.RecordingLua;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.SentCalls;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.FlushMode;
import io.lettuce.core.FunctionRestoreMode;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.support.AsyncConnectionPoolSupport;
import io.lettuce.core.support.BoundedPoolConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Scripts that run as functions of a library. */
@NeedsRedis(7)
class FunctionsIT {

    private static final int CALLS = 200;
    private static final FunctionLibrary LIBRARY =
            FunctionLibrary.of("tests", EchoLua.scripts(), RecordingLua.scripts(), FailuresLua.scripts());

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @BeforeEach
    void empty() {
        redis.connection().sync().functionFlush(FlushMode.SYNC);
        redis.connection().sync().configResetstat();
    }

    private static ScriptExecutor functions(StatefulRedisConnection<?, ?> connection) {
        return ScriptExecutor.on(connection).functions(LIBRARY).build();
    }

    private static long calls(String command) {
        return redis.connection()
                .sync()
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*:calls=(\\d+).*", "$1")))
                .sum();
    }

    @Test
    void theLibraryIsLoadedOnFirstUseAndOnce() {
        Echo echo = new EchoLua(functions(redis.connect()));
        for (int i = 0; i < CALLS; i++) {
            assertThat(echo.echoInteger(i)).isEqualTo(i);
        }
        assertThat(calls("function|load")).isEqualTo(1);
        assertThat(calls("fcall_ro")).isEqualTo(CALLS);
        assertThat(calls("eval") + calls("evalsha") + calls("script|load")).isZero();
    }

    @Test
    void theFirstCallTakesOneRoundTrip() {
        SentCalls sent = new SentCalls();
        Echo echo = new EchoLua(functions(redis.connect(sent)));
        long before = sent.flushes();
        assertThat(echo.echoInteger(7)).isEqualTo(7);
        assertThat(sent.flushes() - before).isEqualTo(1);
    }

    @Test
    void aLibraryThatIsThereIsUsed() {
        assertThat(new EchoLua(functions(redis.connect())).echoInteger(1)).isEqualTo(1);
        assertThat(new EchoLua(functions(redis.connect())).echoInteger(2)).isEqualTo(2);
        assertThat(redis.connection().sync().functionList()).hasSize(1);
    }

    @Test
    void noCallIsLostDoubledOrOvertakenWhenTheLibrariesAreFlushed() throws Exception {
        Recording recording = new RecordingLua(functions(redis.connect()));
        List<CompletableFuture<Long>> lengths = new ArrayList<>();
        for (int i = 0; i < CALLS * 10; i++) {
            if (i % 97 == 0) {
                RedisFuture<String> unused = redis.connection().async().functionFlush(FlushMode.SYNC);
                if (i == 10 * 97) { // at least now, the library that was loaded is not there any more
                    assertThat(lengths.get(i - 1).get()).isEqualTo(i);
                    assertThat(redis.connection().sync().functionFlush(FlushMode.SYNC))
                            .isEqualTo("OK");
                }
            }
            CompletionStage<Long> length =
                    i % 2 == 0 ? recording.putAsync("list", i) : recording.appendAsync("list", i);
            lengths.add(length.toCompletableFuture());
        }
        for (int i = 0; i < lengths.size(); i++) {
            assertThat(lengths.get(i).get()).isEqualTo(i + 1);
        }
        assertThat(redis.connection().sync().lrange("list", 0, -1))
                .isEqualTo(IntStream.range(0, lengths.size())
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(calls("function|load")).isGreaterThan(1);
    }

    @Test
    void scriptsAndFunctionsOfAConnectionKeepTheirOrder() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect();
        Recording functions = new RecordingLua(functions(connection));
        Recording scripts = new RecordingLua(ScriptExecutor.of(connection));
        List<CompletableFuture<Long>> lengths = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            if (i % 50 == 10) {
                RedisFuture<String> unused = redis.connection().async().functionFlush(FlushMode.SYNC);
            } else if (i % 50 == 30) {
                RedisFuture<String> unused = redis.connection().async().scriptFlush();
            }
            lengths.add((i % 3 == 0 ? scripts : functions).putAsync("list", i).toCompletableFuture());
        }
        for (int i = 0; i < lengths.size(); i++) {
            assertThat(lengths.get(i).get()).isEqualTo(i + 1);
        }
    }

    @Test
    void aPipelineCallsFunctions() throws Exception {
        Pipeline pipeline =
                ScriptExecutor.on(redis.connect()).functions(LIBRARY).buildPipeline();
        Recording recording = new RecordingLua(pipeline);
        Recording wrapped = new RecordingLua(LIBRARY.through(pipeline));
        CompletionStage<Long> first = recording.putAsync("list", 1);
        CompletionStage<Long> second = wrapped.putAsync("list", 2);
        pipeline.flush();
        assertThat(first.toCompletableFuture().get()).isEqualTo(1);
        assertThat(second.toCompletableFuture().get()).isEqualTo(2);
        assertThat(calls("fcall")).isEqualTo(2);
    }

    @Test
    void aPoolCallsFunctions() {
        var pool = AsyncConnectionPoolSupport.createBoundedObjectPool(
                () -> CompletableFuture.completedFuture(redis.connect()), BoundedPoolConfig.create());
        Recording recording =
                new RecordingLua(ScriptExecutor.on(pool).functions(LIBRARY).build());
        assertThat(recording.put("list", 1)).isEqualTo(1);
        assertThat(calls("fcall")).isEqualTo(1);
    }

    @Test
    void anErrorHasTheLineOfTheFileThroughIncludes() {
        StatefulRedisConnection<String, String> connection = redis.connect();
        Failures functions = new FailuresLua(functions(connection));
        Failures scripts = new FailuresLua(ScriptExecutor.of(connection));
        connection.sync().set("text", "x");
        for (boolean wrongType : List.of(false, true)) {
            ScriptErrorException ofScript =
                    catchThrowableOfType(ScriptErrorException.class, () -> scripts.throughInclude("text", wrongType));
            ScriptErrorException ofFunction =
                    catchThrowableOfType(ScriptErrorException.class, () -> functions.throughInclude("text", wrongType));
            assertThat(ofFunction).hasMessage(ofScript.getMessage());
            assertThat(ofFunction.frames()).isEqualTo(ofScript.frames()).hasSizeGreaterThan(1);
            assertThat(ofFunction.code()).isEqualTo(ofScript.code());
        }
    }

    @Test
    void aFunctionsOwnErrorIsNotTakenForAMissingLibrary() {
        StatefulRedisConnection<String, String> connection = redis.connect();
        Failures failures = new FailuresLua(functions(connection));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> failures.errorReply("ERR Function not found"))
                    .isInstanceOf(ScriptErrorException.class)
                    .hasMessage("script failures/error_reply failed: Function not found");
        }
        assertThat(calls("fcall") + calls("fcall_ro")).isEqualTo(3);
        redis.connection().sync().functionFlush(FlushMode.SYNC);
        redis.connection().sync().configResetstat();
        assertThatThrownBy(() -> failures.errorReply("ERR Function not found"))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessage("script failures/error_reply failed: Function not found");
        assertThat(calls("function|load")).isEqualTo(2);
    }

    @Test
    void aScriptThatTheLibraryLacksIsRefused() {
        FunctionLibrary library = FunctionLibrary.of("tests", EchoLua.scripts());
        StatefulRedisConnection<String, String> connection = redis.connect();
        Recording recording = new RecordingLua(
                ScriptExecutor.on(connection).functions(library).build());
        String message = "library " + library.name() + " does not have script recording/put;"
                + " add the scripts() of its generated class to FunctionLibrary.of";
        assertThatThrownBy(() -> recording.put("list", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThat(recording.putAsync("list", 1))
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining(message);
        Recording piped = new RecordingLua(
                ScriptExecutor.on(connection).functions(library).buildPipeline());
        assertThat(piped.putAsync("list", 1))
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining(message);
    }

    @Test
    void insideOfMultiFunctionsAreRefused() {
        StatefulRedisConnection<String, String> connection = redis.connect();
        Recording recording = new RecordingLua(functions(connection));
        connection.sync().multi();
        assertThat(recording.putAsync("list", 1))
                .failsWithin(java.time.Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(RedisException.class)
                .withMessageContaining("function recording/put can't be called inside of MULTI");
        connection.sync().discard();
        assertThat(recording.put("list", 1)).isEqualTo(1);
    }

    @Test
    void aUserWhoMayNotLoadUsesALibraryThatIsThereAndElseHearsOfIt() {
        redis.connection()
                .sync()
                .aclSetuser(
                        "caller",
                        AclSetuserArgs.Builder.on()
                                .nopass()
                                .allKeys()
                                .addCommand(CommandType.FCALL)
                                .addCommand(CommandType.FCALL_RO)
                                .addCommand(CommandType.RPUSH));
        StatefulRedisConnection<String, String> connection = redis.connect();
        connection.sync().auth("caller", "any");
        Recording recording = new RecordingLua(functions(connection));
        assertThatThrownBy(() -> recording.put("list", 1))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessageContaining("'function|load'")
                .hasMessageEndingWith("(the server does not have library " + LIBRARY.name()
                        + ", and has refused to load it: allow +function|load, or have it loaded by a user who may)");
        assertThat(new RecordingLua(functions(redis.connect())).put("list", 1)).isEqualTo(1);
        assertThat(recording.put("list", 2)).isEqualTo(2);
    }

    @Test
    void withoutMemoryTheLibraryIsNotLoadedAndTheErrorSaysSo() {
        Echo echo = new EchoLua(functions(redis.connect()));
        redis.connection().sync().configSet("maxmemory", "1");
        try {
            assertThatThrownBy(() -> echo.echoInteger(1))
                    .isInstanceOf(ScriptErrorException.class)
                    .hasMessageContaining("OOM command not allowed")
                    .hasMessageEndingWith(
                            "(the server does not have library " + LIBRARY.name() + ", and has refused to load it)");
        } finally {
            redis.connection().sync().configSet("maxmemory", "0");
        }
        assertThat(echo.echoInteger(1)).isEqualTo(1);
        redis.connection().sync().configSet("maxmemory", "1");
        try {
            assertThat(echo.echoInteger(2)).as("it only reads").isEqualTo(2);
            assertThat(new EchoLua(functions(redis.connect())).echoInteger(3)).isEqualTo(3);
        } finally {
            redis.connection().sync().configSet("maxmemory", "0");
        }
    }

    @Test
    void aLibraryThatTheServerCantCompileNamesTheScript() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 205; i++) {
            text.append("local a").append(i).append('\n');
        }
        dev.moonlet.codegen.CompiledScript script = dev.moonlet.codegen.CompiledScript.of(
                "too/many", "0000000000000000000000000000000000000000", "too/many.lua\n\n1=0:1\n", text.toString());
        FunctionLibrary library = FunctionLibrary.of("tests", List.of(script));
        ScriptExecutor executor =
                ScriptExecutor.on(redis.connect()).functions(library).build();
        assertThatThrownBy(() -> executor.execute(script.call().returning(dev.moonlet.codegen.ReplyDecoder.nothing())))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessageStartingWith("script too/many failed at too/many.lua:")
                .hasMessageContaining("Error compiling function: ")
                .hasMessageContaining("more than 200 local variables");
    }

    @Test
    void aLibraryIsRestoredWithTheServersOwnDump() {
        Echo echo = new EchoLua(functions(redis.connect()));
        assertThat(echo.echoInteger(1)).isEqualTo(1);
        byte[] dump = redis.connection().sync().functionDump();
        redis.connection().sync().functionFlush(FlushMode.SYNC);
        redis.connection().sync().functionRestore(dump, FunctionRestoreMode.APPEND);
        assertThat(echo.echoInteger(2)).isEqualTo(2);
        assertThat(calls("function|load")).isEqualTo(1);
    }
}
