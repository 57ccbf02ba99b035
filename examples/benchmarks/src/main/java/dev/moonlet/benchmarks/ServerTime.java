package dev.moonlet.benchmarks;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** What calls cost the server, as it tells itself. */
final class ServerTime {

    private ServerTime() {}

    /**
     * The server's microseconds a call.
     *
     * @param calls how many {@code EVALSHA} are sent
     * @param sent sends one of them, by its number
     */
    static double ofCalls(
            StatefulRedisConnection<String, String> connection,
            int calls,
            BiFunction<RedisAsyncCommands<String, String>, Integer, RedisFuture<?>> sent) {
        connection.sync().configResetstat();
        List<RedisFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            all.add(sent.apply(connection.async(), i));
        }
        LettuceFutures.awaitAll(Duration.ofMinutes(1), all.toArray(RedisFuture[]::new));
        String prefix = "usec_per_call=";
        String stats = connection
                .sync()
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_evalsha:"))
                .findFirst()
                .orElseThrow();
        int start = stats.indexOf(prefix) + prefix.length();
        return Double.parseDouble(stats.substring(start, stats.indexOf(',', start)));
    }

    /** The median of some values. */
    static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
