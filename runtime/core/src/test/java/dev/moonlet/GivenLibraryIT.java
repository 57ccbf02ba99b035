package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonlet.scripts.Accounts;
import dev.moonlet.scripts.AccountsLua;
import dev.moonlet.scripts.EchoLua;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.FlushMode;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.ArrayOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Functions of a library that is loaded as its file has it. */
@NeedsRedis(7)
class GivenLibraryIT {

    private static final int CALLS = 500;
    private static final String LIBRARY = read();

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @BeforeEach
    void empty() {
        redis.connection().sync().functionFlush(FlushMode.SYNC);
        redis.connection().sync().configResetstat();
    }

    private static String read() {
        try {
            return Files.readString(Path.of("src/test/lua/accounts.lua"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Accounts accounts() {
        return new AccountsLua(ScriptExecutor.of(redis.connect()));
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
    void theLibraryIsLoadedAsItStands() {
        Accounts accounts = accounts();
        assertThat(accounts.deposit("a", 10)).isEqualTo(10);
        assertThat(accounts.transfer("a", "b", 3)).isEqualTo(7);
        assertThat(accounts.balance("b")).isEqualTo(3);
        assertThat(calls("function|load")).isEqualTo(1);
        assertThat(calls("fcall")).isEqualTo(2);
        assertThat(calls("fcall_ro")).isEqualTo(1);
        assertThat(code()).isEqualTo(LIBRARY);
    }

    private static String code() {
        List<Object> reply = redis.connection()
                .sync()
                .dispatch(
                        CommandType.FUNCTION,
                        new ArrayOutput<>(StringCodec.UTF8),
                        new CommandArgs<>(StringCodec.UTF8).add("LIST").add("WITHCODE"));
        List<?> library = (List<?>) reply.get(0);
        return String.valueOf(library.get(library.indexOf("library_code") + 1));
    }

    @Test
    void aLibraryThatOthersHaveLoadedIsUsed() {
        redis.connection().sync().functionLoad(LIBRARY);
        assertThat(accounts().deposit("a", 10)).isEqualTo(10);
        assertThat(accounts().balance("a")).isEqualTo(10);
    }

    @Test
    void anotherLibraryOfTheNameIsNeitherCalledNorReplaced() throws Exception {
        String other = """
                #!lua name=accounts
                redis.register_function('deposit', function(keys) return redis.call('SET', keys[1], 'lost') end)
                """;
        redis.connection().sync().functionLoad(other);
        Accounts accounts = accounts();
        LibraryConflictException conflict =
                catchThrowableOfType(LibraryConflictException.class, () -> accounts.deposit("a", 10));
        assertThat(conflict.library()).isEqualTo("accounts");
        assertThat(conflict)
                .hasMessageContaining("accounts#deposit")
                .hasMessageContaining(redis.connection().sync().digest(LIBRARY))
                .hasMessageContaining(redis.connection().sync().digest(other))
                .hasMessageContaining("moonlet functions load --replace");
        List<CompletableFuture<Long>> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(accounts.depositAsync("a", 1).toCompletableFuture());
        }
        for (CompletableFuture<Long> one : many) {
            assertThatThrownBy(one::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(LibraryConflictException.class);
        }
        assertThat(redis.connection().sync().get("a")).isNull();
        redis.connection().sync().functionLoad(LIBRARY, true);
        assertThat(accounts.deposit("a", 10)).as("the next call looks again").isEqualTo(10);
    }

    @Test
    void aFunctionOfTheNameInAnotherLibraryIsNotCalled() {
        redis.connection().sync().functionLoad("""
                        #!lua name=others
                        redis.register_function('deposit', function(keys) return 'lost' end)
                        """);
        assertThatThrownBy(() -> accounts().deposit("a", 10))
                .isInstanceOf(LibraryConflictException.class)
                .hasMessageContaining("already exists");
    }

    @Test
    void errorsNameTheFunctionAndItsLine() {
        Accounts accounts = accounts();
        ScriptErrorException poor =
                catchThrowableOfType(ScriptErrorException.class, () -> accounts.transfer("a", "b", 3));
        assertThat(poor.code()).isEqualTo("INSUFFICIENT");
        assertThat(poor.scriptName()).isEqualTo("accounts#transfer");
        ScriptErrorException failed = catchThrowableOfType(ScriptErrorException.class, () -> accounts.fail("none"));
        assertThat(failed).hasMessageContaining("accounts.lua:42");
    }

    @Test
    void noCallIsLostDoubledOrOvertakenWhenTheLibraryIsFlushed() throws Exception {
        Accounts accounts = accounts();
        List<CompletableFuture<Long>> balances = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            if (i % 97 == 0) {
                RedisFuture<String> unused = redis.connection().async().functionFlush(FlushMode.SYNC);
            }
            balances.add(accounts.depositAsync("a", 1).toCompletableFuture());
        }
        for (int i = 0; i < CALLS; i++) {
            assertThat(balances.get(i).get()).isEqualTo(i + 1);
        }
    }

    @Test
    void aPipelineAnInterceptorAndALibraryOfScriptsPassItOn() throws Exception {
        Pipeline pipeline = Pipeline.of(redis.connect());
        Accounts accounts = new AccountsLua(pipeline);
        CompletionStage<Long> first = accounts.depositAsync("a", 10);
        CompletionStage<Long> second = accounts.transferAsync("a", "b", 4);
        pipeline.flush();
        assertThat(first.toCompletableFuture().get()).isEqualTo(10);
        assertThat(second.toCompletableFuture().get()).isEqualTo(6);
        List<String> seen = new ArrayList<>();
        ScriptExecutor executor = ScriptExecutor.on(redis.connect())
                .keyPrefix("t:")
                .functions(FunctionLibrary.of("tests", EchoLua.scripts()))
                .interceptors(call -> {
                    seen.add(call.scriptName() + " " + call.keys());
                    return call.proceed();
                })
                .build();
        assertThat(new AccountsLua(executor).deposit("a", 1)).isEqualTo(1);
        assertThat(seen).containsExactly("accounts#deposit [account]");
        assertThat(redis.connection().sync().get("t:a")).isEqualTo("1");
    }

    @Test
    void aTransactionLoadsTheLibraryBeforeItsCalls() {
        Transaction<String, String> transaction = Transaction.of(redis::connect);
        Accounts accounts = new AccountsLua(transaction);
        for (int i = 1; i <= 3; i++) {
            long left = transaction.run(commands -> {
                RedisFuture<Long> unused = commands.incrby("a", 10);
                return accounts.transferAsync("a", "b", 4);
            });
            assertThat(left).isEqualTo(6L * i);
            redis.connection().sync().functionFlush(FlushMode.SYNC);
        }
        assertThat(redis.connection().sync().get("b")).isEqualTo("12");
        transaction.close();
    }

    @Test
    void aTransactionWithAnotherLibraryOfTheNameIsDiscarded() {
        redis.connection().sync().functionLoad("""
                        #!lua name=accounts
                        redis.register_function('x', function() return 1 end)
                        """);
        Transaction<String, String> transaction = Transaction.of(redis::connect);
        Accounts accounts = new AccountsLua(transaction);
        assertThatThrownBy(() -> transaction.run(commands -> {
                    RedisFuture<String> unused = commands.set("a", "10");
                    return accounts.depositAsync("a", 4);
                }))
                .isInstanceOf(LibraryConflictException.class);
        assertThat(redis.connection().sync().get("a")).isNull();
        transaction.close();
    }

    @Test
    void aUserWhoMayNotLoadCallsWhatIsThere() {
        redis.connection()
                .sync()
                .aclSetuser(
                        "caller",
                        AclSetuserArgs.Builder.on()
                                .nopass()
                                .allKeys()
                                .addCommand(CommandType.FCALL)
                                .addCommand(CommandType.INCRBY));
        StatefulRedisConnection<String, String> connection = redis.connect();
        connection.sync().auth("caller", "any");
        Accounts accounts = new AccountsLua(ScriptExecutor.of(connection));
        assertThatThrownBy(() -> accounts.deposit("a", 1))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessageContaining("the server does not have library accounts")
                .hasMessageContaining("+function|load");
        redis.connection().sync().functionLoad(LIBRARY);
        assertThat(accounts.deposit("a", 1)).isEqualTo(1);
    }
}
