package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.scripts.Entries;
import dev.moonlet.scripts.Ledger;
import dev.moonlet.testing.SentCalls;
import io.lettuce.core.RedisCommandTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Calls from several threads while something breaks, and a ledger of what ran. The seconds that each of them takes are those
 * of the system property {@value #SECONDS}.
 */
final class FaultLoad {

    private static final String SECONDS = "moonlet.faults.seconds";

    private static final int THREADS = 4;
    private static final int LEDGERS_OF_A_THREAD = 8;
    private static final int IN_FLIGHT = 64;
    private static final int IN_PIPELINE = 512;
    private static final int IN_POOL = 8;

    /** How many connections the calls of a pool need. */
    static final int POOL = THREADS * IN_POOL;

    /** Breaks something once. */
    @FunctionalInterface
    interface Fault {

        void happen() throws Exception;
    }

    /** The numbers that were written to a ledger, each as its caller heard of it. */
    private record Ledger(Set<Integer> answered, Set<Integer> inDoubt, Set<Integer> notRun) {

        Ledger() {
            this(ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
        }
    }

    private final String name;
    private final Entries entries;
    private final Delivery delivery;
    private final SentCalls sent;
    private final long sentBefore;
    private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private int inFlightOfAThread = IN_FLIGHT;
    private Runnable flush = () -> {};
    private boolean ordered = true;
    private boolean timingOut;
    private boolean once;
    private boolean batched;
    private int faults;
    private volatile boolean stopped;

    /**
     * Calls that are made as soon as there are faults.
     *
     * @param sent counts what is sent for them, and for no others meanwhile
     */
    FaultLoad(String name, Entries entries, Delivery delivery, SentCalls sent) {
        this.name = name;
        this.entries = entries;
        this.delivery = delivery;
        this.sent = sent;
        this.sentBefore = sent.count();
    }

    /** The deliveries for faults that take long: both where the faults go on for a while, else the one of which no call may be lost. */
    static Stream<Delivery> deliveries() {
        return Integer.getInteger(SECONDS, 2) > 1
                ? Arrays.stream(Delivery.values())
                : Stream.of(Delivery.AT_LEAST_ONCE);
    }

    /** When the faults end that begin now, as {@link System#nanoTime} tells. */
    static long end() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(Integer.getInteger(SECONDS, 2));
    }

    /** Has the calls collected in a pipeline, and flushed where no more may be in flight. */
    FaultLoad flushedBy(Pipeline pipeline) {
        flush = pipeline::flush;
        inFlightOfAThread = IN_PIPELINE;
        return this;
    }

    /** For calls of a pool, whose connections, up to {@value #POOL}, keep no order among each other. */
    FaultLoad inPool() {
        ordered = false;
        inFlightOfAThread = IN_POOL;
        return this;
    }

    /** For calls that are sent in batches: fewer commands than calls, and how many were sent again is not known. */
    FaultLoad batched() {
        batched = true;
        return this;
    }

    /** For faults in which calls reach the end of their time, with either delivery. */
    FaultLoad timingOut() {
        timingOut = true;
        return this;
    }

    /** For requests: each of them runs exactly once, and is answered. */
    FaultLoad exactlyOnce() {
        once = true;
        ordered = false; // what is kept of them tells how often they ran, and not when
        return this;
    }

    /** Runs calls while a fault happens again and again, at least once, with a pause between. */
    FaultLoad during(long pauseMillis, Fault fault) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Void>> running = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int thread = t;
            Callable<Void> load = () -> {
                load(thread);
                return null;
            };
            running.add(threads.submit(load));
        }
        try {
            long end = end();
            do {
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
                awaitRecovery();
                fault.happen();
                faults++;
            } while (System.nanoTime() < end);
            TimeUnit.MILLISECONDS.sleep(Math.max(pauseMillis, 100));
        } finally {
            stopped = true;
            for (Future<Void> load : running) {
                load.get(2, TimeUnit.MINUTES);
            }
            threads.shutdown();
        }
        return this;
    }

    /** A fault that comes while nothing is answered breaks nothing. */
    private void awaitRecovery() {
        long before = answers.get();
        await().pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofMinutes(1))
                .until(() -> answers.get() > before + (long) THREADS * inFlightOfAThread);
    }

    private void load(int thread) throws InterruptedException {
        Semaphore inFlight = new Semaphore(inFlightOfAThread);
        for (int number = 0; !stopped; number++) {
            for (int i = 0; i < LEDGERS_OF_A_THREAD; i++) {
                if (!inFlight.tryAcquire()) {
                    flush.run();
                    inFlight.acquire();
                }
                enter("ledger:" + thread + ":" + i, number, inFlight);
            }
        }
        flush.run();
        assertThat(inFlight.tryAcquire(inFlightOfAThread, 100, TimeUnit.SECONDS))
                .as("%s: all calls are answered", name)
                .isTrue();
    }

    private void enter(String key, int number, Semaphore inFlight) {
        Ledger ledger = ledgers.computeIfAbsent(key, k -> new Ledger());
        calls.incrementAndGet();
        entries.enterAsync(key, number).whenComplete((length, failure) -> {
            answers.incrementAndGet();
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause == null) {
                ledger.answered().add(number);
            } else if (cause instanceof InDoubtException) {
                ledger.inDoubt().add(number);
            } else if (cause instanceof ServerUnavailableException) {
                ledger.notRun().add(number);
            } else if (timingOut && cause instanceof RedisCommandTimeoutException) {
                boolean doubtful = String.valueOf(cause.getMessage()).endsWith("may have run");
                (doubtful ? ledger.inDoubt() : ledger.notRun()).add(number);
            } else {
                failures.add(cause);
            }
            inFlight.release();
        });
    }

    /** Compares what the callers heard with what ran. */
    void check(Function<String, List<String>> ran) {
        long lost = 0;
        int again = 0;
        int disorder = 0;
        int inDoubt = 0;
        int notRun = 0;
        for (Map.Entry<String, Ledger> entry : ledgers.entrySet()) {
            Ledger ledger = entry.getValue();
            Set<Integer> seen = new HashSet<>();
            int last = -1;
            for (String text : ran.apply(entry.getKey())) {
                int number = Integer.parseInt(text);
                if (!seen.add(number)) {
                    again++;
                } else if (number < last) {
                    disorder++;
                }
                last = Math.max(last, number);
            }
            lost += ledger.answered().stream().filter(n -> !seen.contains(n)).count();
            assertThat(ledger.notRun())
                    .as("%s: what was told not to have run", name)
                    .doesNotContainAnyElementsOf(seen);
            inDoubt += ledger.inDoubt().size();
            notRun += ledger.notRun().size();
        }
        // some of those that did not run may have been sent, and count as sent again then
        long retries = Math.max(0, sent.count() - sentBefore - (calls.get() - notRun));
        System.out.printf(
                "%s, %s: calls %d, faults %d, retries %d, run again %d, in doubt %d, not run %d, out of order %s, lost %d%n",
                name, delivery, calls.get(), faults, retries, again, inDoubt, notRun, ordered ? disorder : "-", lost);
        assertThat(faults).as("%s: faults", name).isPositive();
        if (batched) {
            assertThat(sent.count() - sentBefore).as("%s: commands", name).isLessThan(calls.get() / 2);
        } else {
            assertThat(inDoubt + notRun + retries)
                    .as("%s: calls that felt them", name)
                    .isPositive();
        }
        assertThat(retries)
                .as(
                        "%s: retries, one for each call that finds its slot moved, and few for each in flight at a fault",
                        name)
                .isLessThanOrEqualTo(calls.get() + 4L * faults * THREADS * inFlightOfAThread);
        assertThat(failures).as("%s: other failures", name).isEmpty();
        assertThat(lost).as("%s: lost", name).isZero();
        assertThat(ordered ? disorder : 0).as("%s: out of order", name).isZero();
        if (once) {
            assertThat(again).as("%s: run again", name).isZero();
            assertThat(inDoubt + notRun).as("%s: not answered", name).isZero();
        } else if (timingOut || delivery == Delivery.AT_MOST_ONCE) {
            assertThat(again).as("%s: run again", name).isZero();
        } else {
            // a pool may have no connection for a call
            assertThat(ordered ? inDoubt + notRun : inDoubt)
                    .as("%s: not answered", name)
                    .isZero();
        }
    }
}
