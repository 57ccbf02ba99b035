package dev.moonlet.recipes.limiter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.Delivery;
import dev.moonlet.InDoubtException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.FaultyServer;
import dev.moonlet.recipes.FaultyServer.Fault;
import dev.moonlet.recipes.limiter.RateLimiterIT.Algorithm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limiters whose server or connections break. */
@Tag("faults")
class RateLimiterFaultsIT {

    private static final int PERMITS = 1_000;

    /** No permit comes back during a test. */
    private static final Quota QUOTA = Quota.of("thousand", PERMITS, Duration.ofDays(300));

    @TempDir
    Path data;

    @ParameterizedTest
    @EnumSource
    void noMoreIsAdmittedThanTheQuotaHas(Fault fault) throws Exception {
        Map<Algorithm, Long> admitted = new ConcurrentHashMap<>();
        try (FaultyServer server = FaultyServer.start(fault, data)) {
            server.breakDuring(() -> {
                List<ScriptExecutor> executors =
                        Stream.of(Delivery.values()).map(server::executor).toList();
                return goOn -> {
                    for (int i = 0; goOn.getAsBoolean(); i++) {
                        ScriptExecutor executor = executors.get(i % executors.size());
                        for (Algorithm algorithm : Algorithm.values()) {
                            if (admits(algorithm.limiter(executor))) {
                                admitted.merge(algorithm, 1L, Long::sum);
                            }
                        }
                    }
                };
            });
            for (Algorithm algorithm : Algorithm.values()) {
                assertThat(admitted.get(algorithm))
                        .as("%s", algorithm)
                        .isPositive()
                        .isLessThanOrEqualTo(
                                PERMITS - left(algorithm.limiter(server.executor(Delivery.AT_LEAST_ONCE))));
            }
        }
    }

    /** A request whose outcome is in doubt is not admitted. */
    private static boolean admits(RateLimiter limiter) {
        try {
            return limiter.acquire("ann", 1, QUOTA).allowed();
        } catch (InDoubtException e) {
            return false;
        }
    }

    private static long left(RateLimiter limiter) {
        Decision decision = limiter.acquire("ann", 1, QUOTA);
        return decision.remaining() + (decision.allowed() ? 1 : 0);
    }
}
