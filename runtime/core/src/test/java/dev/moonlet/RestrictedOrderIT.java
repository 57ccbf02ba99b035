package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.ErrorPrefix;
import dev.moonlet.codegen.ScriptCall;
import dev.moonlet.scripts.Spread;
import dev.moonlet.scripts.SpreadLua;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls of users who lack commands, and calls that are sent with their text, among others: in order, once, or not at all. */
class RestrictedOrderIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private static CompiledScript script(String text) throws Exception {
        return CompiledScript.of("raw", digest(text), "raw.lua\n\n1=0:1", text);
    }

    private static String digest(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private static CompletableFuture<Object> run(ScriptExecutor executor, ScriptCall call) {
        return executor.executeAsync(call.<Object>returning(reply -> Objects.requireNonNull(reply.any(""))))
                .toCompletableFuture();
    }

    private static StatefulRedisConnection<String, String> connect(String... rules) {
        CommandArgs<String, String> user =
                new CommandArgs<>(StringCodec.UTF8).add("SETUSER").add("restricted");
        List.of("reset", "on", "nopass", "~*", "+@all").forEach(user::add);
        List.of(rules).forEach(user::add);
        redis.connection().sync().dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), user);
        StatefulRedisConnection<String, String> connection = redis.connect();
        connection.sync().auth("restricted", "none");
        return connection;
    }

    /** Where scripts can't be sent with a call, loading is all there is, and its error the one to tell. */
    @Test
    void aScriptThatTheServerCannotCompileFailsAloneWhereItCannotBeSent() throws Exception {
        ScriptExecutor executor = ScriptExecutor.of(connect("-eval"));
        redis.connection().sync().configResetstat();
        CompletableFuture<Object> wrong = run(executor, script("return (").call());
        CompletableFuture<Object> right = run(executor, script("return 7").call());
        assertThatThrownBy(wrong::join)
                .cause()
                .isInstanceOf(ScriptErrorException.class)
                .hasMessageContaining("Error compiling script")
                .hasMessageNotContaining("allow SCRIPT LOAD");
        assertThat(right.join()).isEqualTo(7L);
        assertThat(redis.connection().sync().info("commandstats").lines())
                .filteredOn(line -> line.matches("cmdstat_(eval|script).*"))
                .allMatch(line -> line.matches("[^:]+:calls=\\d{1,2},.*"));
    }

    @ParameterizedTest
    @EnumSource
    void anErrorThatNamesACommandFromAnArgumentIsTheScriptsOwn(Delivery delivery) throws Exception {
        Spread spread = new SpreadLua(
                ScriptExecutor.on(redis.connect()).delivery(delivery).build());
        for (String message : List.of(
                "ERR unknown command 'evalsha'",
                "NOPERM User x has no permissions to run the 'evalsha' command",
                "ERR unknown command `EVALSHA`")) {
            assertThatThrownBy(() -> spread.fail("counter:" + message, message))
                    .isInstanceOf(ScriptErrorException.class);
            assertThat(redis.connection().sync().get("counter:" + message)).isEqualTo("1");
        }
    }

    @Test
    void aCallWithItsTextDoesNotOvertakeOthersThatLackTheirScript() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect();
        CompiledScript count = script("return redis.call('INCR', KEYS[1])");
        Pipeline pipeline = Pipeline.of(connection);
        for (int round = 0; round < 20; round++) {
            redis.connection().sync().del("counter");
            redis.connection().sync().scriptFlush();
            CompletableFuture<Object> first = run(pipeline, call(count, "a"));
            CompletableFuture<Object> second = run(pipeline, call(count, "NOSCRIPT of mine"));
            CompletableFuture<Object> third = run(pipeline, call(count, "c"));
            pipeline.flush();
            assertThat(List.of(first.join(), second.join(), third.join())).isEqualTo(List.of(1L, 2L, 3L));
        }
    }

    private static ScriptCall call(CompiledScript script, String argument) {
        return script.call().key("key", "counter").string("argument", argument);
    }

    @Test
    @NeedsRedis(7)
    void readsAndWritesOfAUserWhoHasNothingButEvalKeepTheirOrder() throws Exception {
        StatefulRedisConnection<String, String> connection = connect("-script", "-evalsha", "-evalsha_ro", "-eval_ro");
        CompiledScript write = script("return redis.call('INCR', KEYS[1])");
        String text = "return redis.call('GET', KEYS[1]) or 'none'";
        CompiledScript read = CompiledScript.readOnly("read", digest(text), "raw.lua\n\n1=0:1", text);
        Pipeline pipeline = Pipeline.of(connection);
        CompletableFuture<Object> first = run(pipeline, call(read, "a"));
        CompletableFuture<Object> second = run(pipeline, call(write, "b"));
        CompletableFuture<Object> third = run(pipeline, call(write, "c"));
        pipeline.flush();
        assertThat(List.of(first.join(), second.join(), third.join())).isEqualTo(List.of("none", 1L, 2L));
    }

    @Test
    void aTransactionOfAUserWithoutEvalIsNotHalfApplied() throws Exception {
        StatefulRedisConnection<String, String> connection = connect("-eval");
        ScriptExecutor executor = ScriptExecutor.of(connection);
        CompiledScript literal = script("return 'NOSCRIPT'").raising(ErrorPrefix.NOSCRIPT);
        assertThatThrownBy(() -> run(executor, literal.call()).join())
                .hasMessageContaining("its text has to be sent"); // from now on it is known that there is no EVAL
        connection.sync().multi();
        RedisFuture<String> before = connection.async().set("before", "x");
        CompletableFuture<Object> queued = run(executor, call(script("return redis.call('INCR', KEYS[1])"), "a"));
        assertThatThrownBy(() -> connection.sync().exec()).isInstanceOf(RedisCommandExecutionException.class);
        assertThat(queued).isCompletedExceptionally();
        assertThat(before.isDone()).isTrue();
        assertThat(redis.connection().sync().get("before")).isNull();
    }
}
