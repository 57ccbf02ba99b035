package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.scripts.Accounts;
import dev.moonlet.scripts.AccountsLua;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisCluster;
import dev.moonlet.testing.RedisProcess;
import dev.moonlet.testing.ServerUnderTest;
import io.lettuce.core.FlushMode;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions of a library that is loaded as its file has it, in a cluster and on servers that have no functions. */
class GivenLibraryServersIT {

    private static final int CALLS = 300;

    @Test
    @NeedsRedis(7)
    void eachPrimaryThatRunsACallGetsTheLibrary(@TempDir Path directory) throws Exception {
        try (RedisCluster cluster = RedisCluster.start(directory, 0);
                StatefulRedisClusterConnection<String, String> connection = cluster.connect()) {
            Accounts accounts = new AccountsLua(ScriptExecutor.of(connection));
            List<CompletableFuture<Long>> balances = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                if (i % 100 == 99) {
                    cluster.masters().forEach(master -> master.ask(redis -> redis.functionFlush(FlushMode.SYNC)));
                }
                balances.add(accounts.depositAsync("account:" + i % 10, 1).toCompletableFuture());
            }
            for (int i = 0; i < CALLS; i++) {
                assertThat(balances.get(i).get()).isEqualTo(i / 10 + 1);
            }
            assertThat(accounts.deposit("{a}:1", 10)).isEqualTo(10);
            assertThat(accounts.transfer("{a}:1", "{a}:2", 4)).isEqualTo(6);
            assertThatThrownBy(() -> accounts.transfer("a", "b", 4)).isInstanceOf(CrossSlotException.class);
        }
    }

    @Test
    @NeedsRedis(7)
    void anotherLibraryOnOneServerLeavesTheOthersAlone(@TempDir Path directory) throws Exception {
        try (RedisCluster cluster = RedisCluster.start(directory, 0);
                StatefulRedisClusterConnection<String, String> connection = cluster.connect()) {
            RedisProcess first = cluster.masterOf(0);
            first.ask(redis -> redis.functionLoad("""
                            #!lua name=accounts
                            redis.register_function('deposit', function() return 'lost' end)
                            """));
            Accounts accounts = new AccountsLua(ScriptExecutor.of(connection));
            assertThatThrownBy(() -> accounts.deposit("{06S}", 1)).isInstanceOf(LibraryConflictException.class);
            assertThat(accounts.deposit("{a}", 1)).as("slot 15495").isEqualTo(1);
            assertThatThrownBy(() -> accounts.deposit("{06S}", 1)).isInstanceOf(LibraryConflictException.class);
        }
    }

    @Test
    void aServerWithoutFunctionsSaysSo() throws Exception {
        RedisClient client = RedisClient.create();
        try (RedisProcess old = ServerUnderTest.get().has(7)
                ? RedisProcess.start(
                        "rename-command FCALL \"\"", "rename-command FCALL_RO \"\"", "rename-command FUNCTION \"\"")
                : RedisProcess.start()) {
            Accounts accounts = new AccountsLua(ScriptExecutor.of(client.connect(old.uri())));
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> accounts.deposit("a", 1))
                        .isInstanceOf(ScriptErrorException.class)
                        .hasMessageContaining("functions need Redis 7.0 or Valkey 7.2, and the server is older");
            }
        } finally {
            client.shutdown();
        }
    }
}
