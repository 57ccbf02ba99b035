package dev.moonlet.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.Delivery;
import dev.moonlet.InDoubtException;
import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.scripts.Notes;
import dev.moonlet.scripts.NotesLua;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The meters of real calls. */
@Timeout(60)
class MetricsInterceptorIT {

    private static final Notes.Place PLACE = new Notes.Place("note", Optional.empty());

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final MetricsInterceptor metrics = new MetricsInterceptor(registry);
    private FaultyProxy proxy;
    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;

    @BeforeEach
    void connect() throws Exception {
        redis.connection().sync().flushall();
        redis.connection().sync().scriptFlush();
        proxy = new FaultyProxy(redis.port());
        client = RedisClient.create(proxy.uri());
        connection = client.connect();
    }

    @AfterEach
    void disconnect() throws Exception {
        proxy.release();
        client.shutdown();
        proxy.close();
    }

    private Notes notes(Delivery delivery) {
        return new NotesLua(ScriptExecutor.on(connection)
                .delivery(delivery)
                .interceptors(metrics)
                .build());
    }

    private Timer timer(String outcome, String error) {
        return registry.get("moonlet.calls")
                .tags("script", "note", "outcome", outcome, "error", error)
                .timer();
    }

    private double value(String meter) {
        return registry.get(meter)
                .tag("script", "note")
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    @Test
    void callsAreTimedByOutcome() throws Exception {
        Notes notes = notes(Delivery.AT_LEAST_ONCE);
        notes.write(PLACE, 1, List.of("x"));
        notes.writeAsync(PLACE, 2, List.of("x")).get();
        assertThatThrownBy(() -> notes.write(PLACE, -1, List.of())).isInstanceOf(ScriptErrorException.class);
        assertThat(timer("SUCCESS", "none").count()).isEqualTo(2);
        assertThat(timer("SUCCESS", "none").totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(timer("SCRIPT_ERROR", "STALE").count()).isEqualTo(1);
        assertThat(registry.find("moonlet.calls").timers()).hasSize(2);
        assertThat(value("moonlet.loads")).isEqualTo(1);
        assertThat(value("moonlet.retries")).isZero();
    }

    @Test
    void callsInFlightAreCounted() {
        Notes notes = notes(Delivery.AT_LEAST_ONCE);
        notes.write(PLACE, 1, List.of("x"));
        assertThat(value("moonlet.calls.active")).isZero();
        proxy.hold();
        CompletableFuture<Optional<String>> first = notes.writeAsync(PLACE, 1, List.of("x"));
        CompletableFuture<Optional<String>> second = notes.writeAsync(PLACE, 1, List.of("x"));
        assertThat(value("moonlet.calls.active")).isEqualTo(2);
        second.cancel(false);
        assertThat(value("moonlet.calls.active")).isEqualTo(1);
        assertThat(timer("CANCELLED", "CancellationException").count()).isEqualTo(1);
        proxy.release();
        first.join();
        assertThat(value("moonlet.calls.active")).isZero();
    }

    @Test
    void retriesAndLoadsAreCounted() {
        Notes notes = notes(Delivery.AT_LEAST_ONCE);
        notes.write(PLACE, 1, List.of("x"));
        redis.connection().sync().scriptFlush();
        notes.write(PLACE, 1, List.of("x"));
        assertThat(value("moonlet.loads")).isEqualTo(2);
        assertThat(value("moonlet.retries")).isEqualTo(1);
    }

    @Test
    void callsInDoubtAndTimeoutsHaveTheirOutcomes() {
        Notes notes = notes(Delivery.AT_MOST_ONCE);
        notes.write(PLACE, 1, List.of("x"));
        proxy.cutNextReply();
        assertThatThrownBy(() -> notes.write(PLACE, 1, List.of("x"))).isInstanceOf(InDoubtException.class);
        assertThat(timer("IN_DOUBT", "InDoubtException").count()).isEqualTo(1);
        notes.write(PLACE, 1, List.of("x"));
        proxy.hold();
        assertThatThrownBy(() -> notes.writeHastily(PLACE, 1, List.of("x")))
                .isInstanceOf(RedisCommandTimeoutException.class);
        assertThat(timer("TIMEOUT", "RedisCommandTimeoutException").count()).isEqualTo(1);
        proxy.release();
        client.shutdown();
        assertThatThrownBy(() -> notes.write(PLACE, 1, List.of("x")));
        assertThat(timer("NOT_SENT", "ServerUnavailableException").count()).isEqualTo(1);
    }
}
