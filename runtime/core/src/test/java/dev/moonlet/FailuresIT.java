package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonlet.scripts.Failures;
import dev.moonlet.scripts.FailuresLua;
import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.ServerUnderTest;
import io.lettuce.core.api.StatefulRedisConnection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors of scripts, as they arrive in Java. */
class FailuresIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private static Failures failures;

    @BeforeAll
    static void compile() throws Exception {
        failures = new FailuresLua(ScriptExecutor.of(redis.connection()));
    }

    @Test
    void errorOfACommandIsPlacedThroughAnInclude() {
        ScriptErrorException failure =
                catchThrowableOfType(ScriptErrorException.class, () -> failures.throughInclude("k", true));
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
                .isInstanceOf(ScriptErrorException.class)
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
                .hasCauseInstanceOf(ScriptErrorException.class)
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
        ScriptErrorException failure =
                catchThrowableOfType(ScriptErrorException.class, () -> failures.errorReply("QUOTA used up"));
        assertThat(failure).hasMessage("script failures/error_reply failed: QUOTA used up");
        assertThat(failure.code()).isEqualTo("QUOTA");
        assertThat(failure.file()).isEmpty();
        assertThat(failure.line()).isZero();
    }

    @Test
    void errorRepliesThatLookLikeNoscriptDoNotRunTheScriptAgain() {
        assertThatThrownBy(() -> failures.errorReply("QUOTA used up")).isInstanceOf(ScriptErrorException.class);
        redis.connection().sync().configResetstat();
        assertThatThrownBy(() -> failures.errorReply("NOSCRIPT not the server's words"))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessage("script failures/error_reply failed: NOSCRIPT not the server's words");
        assertThat(redis.connection().sync().info("commandstats").lines())
                .filteredOn(line -> line.startsWith("cmdstat_eval"))
                .singleElement()
                .asString()
                // with its text, so that the server can't be meant
                .startsWith(ServerUnderTest.get().has(7) ? "cmdstat_eval_ro:calls=1," : "cmdstat_eval:calls=1,");
    }

    @ParameterizedTest
    @EnumSource
    void scriptsThatReplyWithTheWordsOfTheServerRunOnce(Delivery delivery) throws Exception {
        Failures executed = new FailuresLua(
                ScriptExecutor.on(redis.connection()).delivery(delivery).build());
        for (int i = 1; i < 4; i++) {
            assertThatThrownBy(() -> executed.unknownScript("counter"))
                    .isInstanceOf(ScriptErrorException.class)
                    .hasMessage("script failures/unknown_script failed: NOSCRIPT No matching script. Please use EVAL.");
            assertThat(redis.connection().sync().get("counter")).isEqualTo(Integer.toString(i));
        }
        assertThatThrownBy(() -> executed.loading("other"))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessage("script failures/loading failed: LOADING Redis is loading the dataset in memory");
        assertThat(redis.connection().sync().get("other")).isEqualTo("1");
        assertThatThrownBy(() -> executed.denied("third"))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessage("script failures/denied failed: DENIED by policy");
        assertThat(redis.connection().sync().get("third")).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource
    void scriptsThatRaiseWordsOfTheServerRunOnce(Delivery delivery) throws Exception {
        Failures executed = new FailuresLua(
                ScriptExecutor.on(redis.connection()).delivery(delivery).build());
        for (String how : List.of("noscript", "loading", "readonly", "masterdown", "tryagain", "clusterdown")) {
            ScriptErrorException failure =
                    catchThrowableOfType(ScriptErrorException.class, () -> executed.raised("counter:" + how, how));
            assertThat(failure.code()).isEqualTo(how.toUpperCase(Locale.ROOT));
            assertThat(redis.connection().sync().get("counter:" + how)).isEqualTo("1");
        }
    }

    @Test
    void namesThatLookLikeWordsOfTheServerLeaveTheDigest() {
        assertThat(failures.tasks("counter")).isEqualTo(5);
        redis.connection().sync().configResetstat();
        assertThat(failures.tasks("counter")).isEqualTo(10);
        assertThat(redis.connection().sync().info("commandstats").lines())
                .filteredOn(line -> line.startsWith("cmdstat_eval"))
                .singleElement()
                .asString()
                .startsWith("cmdstat_evalsha:calls=1,");
    }

    @ParameterizedTest
    @EnumSource
    void aReplyThatIsNestedTooDeepFailsItsCallAlone(Delivery delivery) throws Exception {
        Failures executed = new FailuresLua(
                ScriptExecutor.on(redis.connect()).delivery(delivery).build());
        Object deepest = executed.nested("deepest", 31);
        for (int depth = 0; depth < 31; depth++) {
            assertThat(deepest).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1);
            deepest = ((List<?>) deepest).get(0);
        }
        assertThat(deepest).isEqualTo(1L);
        for (int depth : new int[] {32, 33, 100}) {
            // on a connection of its own, because the one before may still be closing
            Failures failing = new FailuresLua(
                    ScriptExecutor.on(redis.connect()).delivery(delivery).build());
            assertThatThrownBy(() -> failing.nested("counter:" + depth, depth))
                    .isInstanceOf(ReplyTooDeepException.class)
                    .hasMessage("script failures/nested: the reply has more than 31 nested arrays, which Lettuce"
                            + " can't read; return it as json");
            assertThat(redis.connection().sync().get("counter:" + depth)).isEqualTo("1");
        }
        CompletableFuture<Object> tooDeep =
                executed.nestedAsync("too deep", 500).toCompletableFuture();
        CompletableFuture<Object> neighbour =
                executed.nestedAsync("neighbour", 1).toCompletableFuture();
        assertThat(tooDeep)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withCauseInstanceOf(ReplyTooDeepException.class);
        if (delivery == Delivery.AT_LEAST_ONCE) {
            assertThat(neighbour).succeedsWithin(Duration.ofSeconds(30));
            assertThat(executed.nested("deepest", 0)).isIn(2L, 3L);
        } else {
            assertThat(catchThrowable(neighbour::join))
                    .satisfiesAnyOf(none -> assertThat(none).isNull(), failure -> assertThat(failure)
                            .hasCauseInstanceOf(InDoubtException.class));
            assertThat(redis.connection().sync().get("neighbour")).isIn(null, "1");
        }
    }

    /** The words of Redis 6 differ from those of later servers, which have the same parts. */
    @ParameterizedTest
    @CsvSource({
        "write, ERR, 6, made_here",
        "read, ERR, 8, not_there",
        "command, WRONGTYPE, 10, wrong kind of value",
        "unknown, ERR, 12, command",
        "chunk, WRONGTYPE, 0, wrong kind of value",
        "lua, ERR, 0, nil value"
    })
    void errorsHaveTheirPartsOnEveryServer(String how, String code, int line, String words) {
        redis.connection().sync().set("text", "x");
        ScriptErrorException failure =
                catchThrowableOfType(ScriptErrorException.class, () -> failures.old("text", how));
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.line()).isEqualTo(line);
        assertThat(failure.file()).isEqualTo(line == 0 ? Optional.empty() : Optional.of("failures/old.lua"));
        if (!how.equals("write")) { // newer servers don't name the global
            assertThat(failure.description()).containsIgnoringCase(words);
        }
        assertThat(failure.getMessage()).doesNotContain("script: ", "f_", "user_script");
    }

    @Test
    void flagsThatAServerCannotReadAreLeftOutOrNamed() {
        redis.connection().sync().set("key", "x");
        assertThat(failures.flagged("key")).contains("x");
        if (redis.readsFlags()) {
            assertThat(failures.flaggedOom("key")).contains("x");
        } else {
            redis.connection().sync().configResetstat();
            assertThatThrownBy(() -> failures.flaggedOom("key"))
                    .isInstanceOf(ScriptErrorException.class)
                    .hasMessageContaining("the script has the flag allow-oom, which needs Redis 7.0 or Valkey 7.2")
                    .hasMessageContaining("unexpected symbol near '#'");
            assertThat(redis.connection().sync().info("commandstats").lines())
                    .filteredOn(line -> line.matches("cmdstat_(eval|script).*"))
                    .allMatch(line -> line.matches("[^:]+:calls=[1-4],.*"));
        }
        redis.connection().sync().configResetstat();
        assertThat(failures.flagged("key")).contains("x");
        assertThat(redis.connection().sync().info("commandstats").lines())
                .filteredOn(line -> line.startsWith("cmdstat_eval"))
                .singleElement()
                .asString()
                .startsWith("cmdstat_evalsha" + (redis.readsFlags() ? "_ro" : "") + ":calls=1,");
    }

    @ParameterizedTest
    @EnumSource
    void anErrorOfTheClientFailsItsCallAlone(Delivery delivery) throws Exception {
        AtomicBoolean failing = new AtomicBoolean();
        StatefulRedisConnection<String, String> connection = redis.connect();
        @SuppressWarnings("unchecked")
        StatefulRedisConnection<String, String> broken =
                (StatefulRedisConnection<String, String>) Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {StatefulRedisConnection.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("dispatch") && failing.getAndSet(false)) {
                                throw new NoClassDefFoundError("io/netty/Missing");
                            }
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
        Failures executed =
                new FailuresLua(ScriptExecutor.on(broken).delivery(delivery).build());
        for (int i = 1; i < 4; i++) {
            failing.set(true);
            assertThatThrownBy(() -> executed.tasks("counter")).isInstanceOf(NoClassDefFoundError.class);
            CompletableFuture<Object> stage;
            assertThat(executed.tasks("counter")).isEqualTo(5L * (2 * i - 1));
            failing.set(true);
            stage = executed.nestedAsync("other", 0).toCompletableFuture();
            assertThat(stage).failsWithin(Duration.ofSeconds(10)).withThrowableOfType(ExecutionException.class);
            assertThat(executed.tasks("counter")).isEqualTo(5L * 2 * i);
        }
    }

    @Test
    void anErrorOfTheClientFailsTheCallOfAPoolAlone() throws Exception {
        AtomicBoolean failing = new AtomicBoolean(true);
        ScriptExecutor executor = ScriptExecutor.borrowing(() -> {
                    if (failing.getAndSet(false)) {
                        throw new NoClassDefFoundError("io/netty/Missing");
                    }
                    return redis.connect();
                })
                .build();
        Failures executed = new FailuresLua(executor);
        assertThatThrownBy(() -> executed.tasks("counter")).hasRootCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(executed.tasks("counter")).isEqualTo(5);
    }

    /** What stands before the script for the server, of servers that read it or not. */
    @Test
    void aTransactionRunsScriptsThatHaveFlags() throws Exception {
        redis.connection().sync().set("key", "x");
        try (Transaction<String, String> transaction = Transaction.of(redis::connect)) {
            Failures queued = new FailuresLua(transaction);
            Optional<String> value = transaction.run(commands -> queued.flaggedAsync("key"));
            assertThat(value).contains("x");
        }
    }
}
