package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ReplyMismatchException;
import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisFuture;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Every declared result arrives in every Java type that it can become. */
class ResultsIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static Results results;

    @BeforeAll
    static void implement() throws Exception {
        results = Implementations.of(Results.class, ScriptExecutor.of(redis.connection()), directory);
    }

    @Test
    void futuresOfLettuce() throws Exception {
        RedisFuture<Long> first = results.countedLater("later");
        assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(first.get()).isOne();
        assertThat(first.getError()).isNull();
        RedisFuture<TimeUnit> failed = results.constantLater("NO_UNIT");
        assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(failed.getError()).contains("expected the name of a constant of TimeUnit");
    }

    @Test
    void strings() {
        UUID uuid = UUID.randomUUID();
        byte[] bytes = {0, -1, 'x', '\r', '\n'};
        assertThat(results.string("\u00e9")).isEqualTo("\u00e9");
        assertThat(results.bytes(bytes)).isEqualTo(bytes);
        assertThat(results.bytes(new byte[0])).isEmpty();
        assertThat(results.uuid(uuid)).isEqualTo(uuid);
        assertThat(results.constant("DAYS")).isEqualTo(TimeUnit.DAYS);
        assertThatThrownBy(() -> results.constant("WEEKS"))
                .isInstanceOf(ReplyMismatchException.class)
                .hasMessageContaining("expected the name of a constant of TimeUnit, found another string");
    }

    @Test
    void numbers() {
        assertThat(results.integer()).isEqualTo(BigInteger.TWO.pow(53).subtract(BigInteger.ONE));
        assertThat(results.number(new BigDecimal("0.5"))).isEqualByComparingTo("0.5");
        assertThat(results.milliseconds()).isEqualTo(Instant.ofEpochMilli(1500));
        assertThat(results.seconds()).isEqualTo(Instant.ofEpochSecond(15));
    }

    @Test
    void arrays() {
        assertThat(results.integers()).containsExactly(3, 1, 3);
        assertThat(results.ints()).containsExactly(3, 1, 3);
        assertThat(results.setOfIntegers()).containsExactly(3, 1);
        assertThat(results.numbers()).containsExactly(0.5, 1);
        assertThat(results.strings()).containsExactly("b", "a", "b");
        assertThat(results.collection()).containsExactly("b", "a", "b");
    }

    @Test
    void mapsAndRecords() {
        assertThat(results.names()).isEqualTo(Map.of("a", 1L, "b", 2L));
        assertThat(results.pair()).isEqualTo(new Results.Pair("x", null));
        assertThat(results.nested())
                .isEqualTo(new Results.Nested(
                        List.of(1L, "two", List.of(3L)),
                        Map.of(
                                "p",
                                List.of(
                                        new Results.Point(0.5, Optional.of("x")),
                                        new Results.Point(1.5, Optional.empty())))));
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void aPublisherFailsOnABadArgumentWhenItIsSubscribedTo() {
        Mono<Long> refused = results.counted(null);
        assertThatThrownBy(refused::block)
                .isInstanceOf(NullPointerException.class)
                .hasMessage("counter of script results/counted is null");
    }

    @Test
    void publishersRunTheScriptForEachSubscription() {
        Mono<Long> counted = results.counted("n");
        assertThat(redis.connection().sync().get("n")).isNull();
        assertThat(counted.block()).isEqualTo(1);
        assertThat(counted.block()).isEqualTo(2);
        assertThat(results.maybe().blockOptional()).isEmpty();
        assertThat(results.nothing().blockOptional()).isEmpty();
        assertThat(results.each().collectList().block()).containsExactly("b", "a", "b");
        redis.connection().sync().set("n", "text");
        assertThatThrownBy(() -> counted.block()).isInstanceOf(ScriptErrorException.class);
    }

    @Test
    void whatIsNotDeclaredIsTakenAsItComes() {
        assertThat(results.undeclared()).isEqualTo(Arrays.asList(1L, "two", List.of(3L), null));
    }
}
