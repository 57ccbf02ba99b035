package dev.moonlet.internal.dispatch;

import dev.moonlet.Delivery;
import dev.moonlet.ReplyMismatchException;
import dev.moonlet.ServerUnavailableException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What was called, what ran and how each call ended, and what must hold between them. */
final class CallLedger {

    /** How often a call that is stuck may be sent within a second: a try makes up to three commands, and six tries fit in. */
    private static final int MOST_IN_A_SECOND = 20;

    private static final long SECOND = 1_000_000_000L;

    /** A call. */
    static final class Entry {
        final int number;
        final Delivery delivery;
        /** Calls with the same domain keep their order; calls without one have none. */
        final @Nullable String domain;

        final List<Long> sent = new ArrayList<>();
        private final long began;
        private long ended;
        int runs;
        private int ends;
        boolean ran;
        private boolean answered;
        private boolean cancelled;
        private @Nullable Throwable failure;

        Entry(int number, Delivery delivery, @Nullable String domain, long began) {
            this.number = number;
            this.began = began;
            this.delivery = delivery;
            this.domain = domain;
        }
    }

    private final SimulatedWorld world;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Entry> executions = new ArrayList<>();

    private boolean ordered = true;

    CallLedger(SimulatedWorld world) {
        this.world = world;
    }

    Entry add(Delivery delivery, @Nullable String domain) {
        Entry entry = new Entry(entries.size(), delivery, domain, world.now());
        entries.add(entry);
        return entry;
    }

    void sent(int number) {
        entries.get(number).sent.add(world.now());
    }

    void ran(int number, int server) {
        world.trace("call %d runs on %d", number, server);
        Entry entry = entries.get(number);
        entry.runs++;
        executions.add(entry);
    }

    /** Follows a call to its end. */
    void follow(Entry entry, CompletableFuture<?> stage) {
        CompletableFuture<?> unused = stage.whenComplete((value, thrown) -> {
            Throwable failure = thrown instanceof CompletionException e && e.getCause() != null ? e.getCause() : thrown;
            world.trace("call %d ends: %s", entry.number, failure == null ? value : failure);
            end(entry);
            entry.answered = failure == null;
            entry.cancelled = failure instanceof CancellationException;
            entry.failure = failure;
            if (failure == null && !Integer.valueOf(entry.number).equals(value)) {
                throw fault(entry, "was answered with " + value);
            }
        });
    }

    /** Notes the result that a thread has waited for. */
    void ended(Entry entry, @Nullable Integer value) {
        world.trace("call %d ends: %s", entry.number, value);
        end(entry);
        entry.answered = true;
        if (value == null || value != entry.number) {
            throw fault(entry, "was answered with " + value);
        }
    }

    /** All calls of a transaction have run, or none has. */
    void checkTransaction(List<Entry> calls, boolean ran) {
        for (Entry call : calls) {
            if (ran != call.runs > 0) {
                throw fault(call, ran ? "did not run with its transaction" : "ran without its transaction");
            }
        }
    }

    /** Notes the end of a call that threw at once. */
    void failed(Entry entry, Throwable failure) {
        world.trace("call %d is refused: %s", entry.number, failure);
        end(entry);
        entry.failure = failure;
    }

    private void end(Entry entry) {
        entry.ends++;
        entry.ended = world.now();
    }

    boolean isOver() {
        return entries.stream().allMatch(entry -> entry.ends > 0);
    }

    /** What happens from now on may cost calls their places. */
    void forgoOrder() {
        ordered = false;
    }

    /** What happens now may cost calls their places that were sent and not answered, and those behind them. */
    void forgoOrderOfUnanswered() {
        if (entries.stream().anyMatch(entry -> entry.ends == 0 && !entry.sent.isEmpty())) {
            forgoOrder();
        }
    }

    /**
     * Checks what must hold when everything is over.
     *
     * @param longest how long a call may take
     */
    void check(Duration longest) {
        for (Entry entry : entries) {
            checkEnd(entry);
            if (entry.ended - entry.began > longest.toNanos()) {
                throw fault(entry, "took " + Duration.ofNanos(entry.ended - entry.began));
            }
            checkRate(entry);
        }
        if (ordered) {
            checkOrder();
        }
    }

    private void checkOrder() {
        Map<String, Integer> first = new HashMap<>();
        boolean[] seen = new boolean[entries.size()];
        for (Entry run : executions) {
            if (run.domain == null || seen[run.number]) {
                continue;
            }
            seen[run.number] = true;
            int last = first.getOrDefault(run.domain, -1);
            if (last > run.number) {
                throw fault(run, "ran for the first time after call " + last + " of the same order");
            }
            first.put(run.domain, run.number);
        }
        Map<String, Integer> latest = new HashMap<>();
        for (int i = executions.size() - 1; i >= 0; i--) {
            Entry run = executions.get(i);
            if (run.domain == null || !run.answered || !seen[run.number]) {
                continue;
            }
            seen[run.number] = false; // its last run
            int next = latest.getOrDefault(run.domain, Integer.MAX_VALUE);
            if (next < run.number) {
                throw fault(run, "ran for the last time before call " + next + " of the same order");
            }
            latest.put(run.domain, run.number);
        }
    }

    private static void checkEnd(Entry entry) {
        if (entry.ends != 1) {
            throw fault(entry, "ended " + entry.ends + " times");
        }
        if (entry.delivery == Delivery.AT_MOST_ONCE && entry.runs > 1) {
            throw fault(entry, "may run at most once and ran " + entry.runs + " times");
        }
        if (entry.answered && entry.runs == 0) {
            throw fault(entry, "was answered and did not run");
        }
        Throwable failure = entry.failure;
        if (failure instanceof ServerUnavailableException
                || (failure instanceof RedisCommandTimeoutException
                        && !String.valueOf(failure.getMessage()).contains("may have run"))) {
            if (entry.runs > 0) {
                throw fault(entry, "ran although it ended with: " + failure);
            }
        }
        if (failure instanceof Error
                || failure instanceof NullPointerException
                || failure instanceof ReplyMismatchException) {
            throw fault(entry, "ended with: " + failure);
        }
    }

    private static void checkRate(Entry entry) {
        List<Long> sent = entry.sent;
        for (int i = MOST_IN_A_SECOND; i < sent.size(); i++) {
            if (sent.get(i) - sent.get(i - MOST_IN_A_SECOND) < SECOND) {
                throw fault(entry, "was sent " + (MOST_IN_A_SECOND + 1) + " times within a second");
            }
        }
    }

    private static AssertionError fault(Entry entry, String what) {
        AssertionError error = new AssertionError("call " + entry.number + " (" + entry.delivery + ") " + what);
        if (entry.failure != null) {
            error.addSuppressed(entry.failure);
        }
        return error;
    }
}
