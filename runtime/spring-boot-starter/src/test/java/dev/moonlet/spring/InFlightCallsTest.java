package dev.moonlet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When what waits for the last call runs: once, and not before that call has ended. */
class InFlightCallsTest {

    private final InFlightCalls calls = new InFlightCalls();
    private final AtomicInteger drained = new AtomicInteger();

    @Test
    void withoutCallsItIsDrainedAtOnce() {
        calls.close(drained::incrementAndGet);
        assertThat(drained).hasValue(1);
        assertThat(calls.begin()).isFalse();
        assertThat(drained).as("a call that is refused changes nothing").hasValue(1);
    }

    @Test
    void theLastCallDrainsIt() {
        assertThat(calls.begin()).isTrue();
        calls.hold();
        calls.close(drained::incrementAndGet);
        calls.end();
        assertThat(drained).hasValue(0);
        calls.end();
        assertThat(drained).hasValue(1);
    }

    @Test
    void itCanBeOpenedAgain() {
        calls.close(drained::incrementAndGet);
        calls.open();
        assertThat(calls.isOpen()).isTrue();
        assertThat(calls.begin()).isTrue();
        calls.end();
        assertThat(drained).hasValue(1);
    }

    @Test
    void callsOfSeveralThreadsDrainItOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int round = 0; round < 1_000; round++) {
            InFlightCalls raced = new InFlightCalls();
            AtomicInteger counted = new AtomicInteger();
            CountDownLatch start = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(4);
            for (int i = 0; i < 4; i++) {
                boolean closes = i == 0;
                threads.execute(() -> {
                    awaitUninterrupted(start);
                    if (closes) {
                        raced.close(counted::incrementAndGet);
                    } else if (raced.begin()) {
                        raced.end();
                    }
                    done.countDown();
                });
            }
            start.countDown();
            done.await();
            assertThat(counted).hasValue(1);
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
