package dev.moonlet.spring;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ServerUnavailableException;
import dev.moonlet.testing.RedisExtension;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/** An application that ends while scripts run. */
@Tag("any-server")
class ShutdownIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    /** What the beans of a test report. */
    private static final List<String> OUTCOMES = new CopyOnWriteArrayList<>();

    @Test
    void callsInFlightAreAnsweredAndTheLogIsEmpty() throws Exception {
        try (LogEvents log = new LogEvents()) {
            List<Counter> kept = new ArrayList<>();
            List<CompletableFuture<Long>> calls = new ArrayList<>();
            Contexts.onPort(redis.port()).run(context -> {
                Counter counter = context.getBean(Counter.class);
                kept.add(counter);
                counter.add("a", 1);
                redis.server().pauseWrites();
                CompletableFuture<Void> closing;
                try {
                    for (int i = 0; i < 100; i++) {
                        calls.add(counter.addAsync("a", 1).toCompletableFuture());
                    }
                    ManagedExecutor executor = (ManagedExecutor) context.getBean(ScriptExecutor.class);
                    closing = CompletableFuture.runAsync(((ConfigurableApplicationContext) context)::close);
                    await().until(() -> !executor.isRunning());
                    assertThat(closing).isNotDone();
                    assertThatThrownBy(() -> counter.add("a", 1))
                            .isInstanceOf(ServerUnavailableException.class)
                            .hasMessage(
                                    "script counter/add was not sent: the executor is stopped, as its application is");
                } finally {
                    redis.server().resumeWrites();
                }
                closing.get(1, TimeUnit.MINUTES);
            });
            for (int i = 0; i < calls.size(); i++) {
                assertThat(calls.get(i)).isCompletedWithValue(i + 2L);
            }
            assertThatThrownBy(() -> kept.get(0).add("a", 1)).isInstanceOf(ServerUnavailableException.class);
            assertThat(kept.get(0).addAsync("a", 1).toCompletableFuture()).isCompletedExceptionally();
            assertThat(log.problems()).isEmpty();
        }
        assertThat(redis.connection().sync().get("a")).isEqualTo("101");
    }

    @Test
    void beansThatStopBeforeTheFactoryCanCallAndOthersFailCleanly() {
        OUTCOMES.clear();
        try (LogEvents log = new LogEvents()) {
            Contexts.onPort(redis.port())
                    .withUserConfiguration(Consumer.class, LateCaller.class)
                    .run(context -> assertThat(context.getBean(Counter.class).add("a", 1))
                            .isEqualTo(1));
            assertThat(log.problems()).isEmpty();
        }
        assertThat(OUTCOMES).containsExactly("stopped at 2", "not sent");
    }

    @Test
    void anExecutorThatIsNotUsedConnectsToNothing() {
        try (LogEvents log = new LogEvents()) {
            Contexts.onPort(redis.port()).run(context -> assertThat(context).hasNotFailed());
            assertThat(log.problems()).isEmpty();
        }
    }

    /** Calls in its phase, which comes before the one of the factory. */
    static final class Consumer implements SmartLifecycle {

        private final Counter counter;
        private boolean running;

        Consumer(Counter counter) {
            this.counter = counter;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            OUTCOMES.add("stopped at " + counter.add("a", 1));
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }

    /** Calls when it is destroyed, after the factory has stopped. */
    static final class LateCaller {

        private final Counter counter;

        LateCaller(Counter counter) {
            this.counter = counter;
        }

        @PreDestroy
        void call() {
            try {
                OUTCOMES.add("late " + counter.add("a", 1));
            } catch (ServerUnavailableException e) {
                OUTCOMES.add("not sent");
            }
        }
    }
}
