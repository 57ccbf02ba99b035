package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.ScriptExecutor;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that the server does not have, or has no longer. */
class LoadingIT {

    private static final int CALLS = 200;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    Path directory;

    @Test
    void scriptsAreLoadedOnFirstUse() throws Exception {
        assertThat(types(redis.connect()).echoInteger(7)).isEqualTo(7);
        assertThat(commandCalls("evalsha")).isEqualTo(1);
        assertThat(commandCalls("script|load")).isEqualTo(1);
        assertThat(commandCalls("eval")).isZero();
    }

    @Test
    void scriptsAreLoadedAgainAfterAFlush() throws Exception {
        Types types = types(redis.connect());
        assertThat(types.echoInteger(1)).isEqualTo(1);
        redis.connection().sync().scriptFlush();
        assertThat(types.echoInteger(2)).isEqualTo(2);
        assertThat(types.echoInteger(3)).isEqualTo(3);
        assertThat(commandCalls("script|load")).isEqualTo(2);
    }

    @Test
    void scriptsThatAreLoadedAreCalledByDigestAlone() throws Exception {
        Types types = types(redis.connect());
        for (int i = 0; i < CALLS; i++) {
            assertThat(types.echoInteger(i)).isEqualTo(i);
        }
        assertThat(commandCalls("evalsha")).isEqualTo(CALLS);
        assertThat(commandCalls("script|load")).isEqualTo(1);
    }

    @Test
    void noCallIsLostWhenTheScriptsAreFlushedInBetween() throws Exception {
        Types types = types(redis.connect());
        List<CompletableFuture<Types.Person>> people = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            if (i % 20 == 0) {
                redis.connection().sync().scriptFlush();
            }
            people.add(types.personAsync("p" + i, false));
        }
        for (int i = 0; i < CALLS; i++) {
            assertThat(people.get(i).get().name()).isEqualTo("p" + i);
        }
    }

    private Types types(StatefulRedisConnection<String, String> connection) throws Exception {
        redis.connection().sync().configResetstat();
        return Implementations.of(Types.class, ScriptExecutor.of(connection), directory);
    }

    private static int commandCalls(String command) {
        String prefix = "cmdstat_" + command + ":calls=";
        return redis.connection()
                .sync()
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith(prefix))
                .mapToInt(line -> Integer.parseInt(line.substring(prefix.length(), line.indexOf(','))))
                .findFirst()
                .orElse(0);
    }
}
