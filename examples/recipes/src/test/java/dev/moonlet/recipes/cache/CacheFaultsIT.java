package dev.moonlet.recipes.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.Delivery;
import dev.moonlet.recipes.FaultyServer;
import dev.moonlet.recipes.FaultyServer.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cache whose server or connections break. Its values are stale soon, and its loaders have more time than they need. */
@Tag("faults")
class CacheFaultsIT {

    private static final Lifetimes TIMES = new Lifetimes(Duration.ofMillis(1), Duration.ZERO, Duration.ofMinutes(5));
    private static final List<String> KEYS = List.of("cup", "mug");

    @TempDir
    Path data;

    private final Map<String, Integer> loading = new ConcurrentHashMap<>();
    private final List<Integer> together = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> values = new ConcurrentHashMap<>();

    @ParameterizedTest
    @EnumSource
    void oneCallerLoadsAValueAtATime(Fault fault) throws Exception {
        try (FaultyServer server = FaultyServer.start(fault, data)) {
            server.breakDuring(() -> {
                Cache cache = Cache.of(server.executor(Delivery.AT_LEAST_ONCE), server.messages(), "prices", TIMES);
                return goOn -> {
                    for (int i = 0; goOn.getAsBoolean(); i++) {
                        String key = KEYS.get(i % KEYS.size());
                        String value = cache.get(key, missing -> load(cache, missing));
                        assertThat(value).startsWith(key);
                        assertThat(Integer.parseInt(value.substring(key.length())))
                                .isBetween(1, values.getOrDefault(key, 0));
                    }
                };
            });
        }
        assertThat(values.keySet()).hasSameElementsAs(KEYS);
        assertThat(together).containsOnly(1);
    }

    private String load(Cache cache, String key) {
        together.add(loading.merge(key, 1, Integer::sum));
        String value = key + values.merge(key, 1, Integer::sum);
        cache.drop("another key"); // goes to the server and back, and takes some time
        loading.merge(key, -1, Integer::sum);
        return value;
    }
}
