package dev.moonlet.internal.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.BatchCall;
import dev.moonlet.internal.protocol.CallFailures;
import dev.moonlet.internal.protocol.Clock;
import dev.moonlet.internal.protocol.PendingCall;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The calls that keep their order: those of a connection, or those of a hash slot of a cluster.
 *
 * <p>A call is sent at once, behind those in flight, if whatever makes the server reject one of these makes it reject this one,
 * too: its script was loaded together with theirs, and its command has been accepted before. Otherwise it waits, and all later
 * calls with it. A call that was rejected, or was in flight when the connection was lost, goes back to its place in the queue,
 * and nothing is sent before everything else in flight has its answer.
 *
 * <p>One thread at a time drains the queue. The lock is held to change the state and to register attempts. It is not held while
 * commands are written and futures are completed.
 */
public final class CallQueue {

    private static final AtomicLong MADE = new AtomicLong();

    private final long number = MADE.incrementAndGet();
    private final RetryScheduler scheduler;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private QueueState state = QueueState.FLOWING;

    @GuardedBy("lock")
    private final QueuedCalls calls;

    @GuardedBy("lock")
    private final NextStep.Planner steps;

    @GuardedBy("lock")
    private RetryScheduler.Timer retry = RetryScheduler.Timer.NONE;

    CallQueue(CallTarget target, Clock clock, RetryScheduler scheduler) {
        this.scheduler = scheduler;
        this.calls = new QueuedCalls(
                this,
                new EndedAttempts(this, target, clock),
                target,
                clock,
                new WaitingCalls(new CallExpiry(
                        target::limit,
                        call -> call.retryNanos(target.retryTimeout()),
                        clock,
                        scheduler,
                        this::expire)));
        this.steps = new NextStep.Planner(this, target, clock, calls);
    }

    /** Its place among all queues. They go on in that order, so that a schedule can be replayed. */
    long number() {
        return number;
    }

    /** Sends a call, now or when it is its turn. */
    void submit(PendingCall<?> call) {
        Attempt<?> attempt;
        ConnectionDispatcher server;
        lock.lock();
        try {
            attempt = admit(call);
            server = calls.inFlight().server();
        } finally {
            lock.unlock();
        }
        if (attempt != null && server != null) {
            server.writer().sendNow(attempt); // later calls of other threads would overtake it if it was collected
        } else {
            advance(false);
        }
    }

    /** Sends a call when what other threads have sent before is written: an event loop writes at once and would overtake it. */
    void enqueue(PendingCall<?> call) {
        lock.lock();
        try {
            calls.enqueue(call);
            noteWaiting();
        } finally {
            lock.unlock();
        }
        advance(false);
    }

    @GuardedBy("lock")
    private @Nullable Attempt<?> admit(PendingCall<?> call) {
        Attempt<?> attempt = calls.admit(call, state == QueueState.FLOWING);
        if (attempt == null) {
            noteWaiting();
        }
        return attempt;
    }

    @GuardedBy("lock")
    private void noteWaiting() {
        if (state == QueueState.FLOWING) {
            state = QueueState.AWAITING_REPLIES;
        }
    }

    /**
     * Takes calls, of which some may be sent at once. Nothing else is sent before {@link #release}.
     *
     * @param sendable the attempts of these, to be written by the caller
     * @return the connection to write them to; {@code null} if there are none
     */
    @Nullable
    ConnectionDispatcher hold(List<PendingCall<?>> added, List<Attempt<?>> sendable) {
        lock.lock();
        try {
            for (PendingCall<?> call : added) {
                Attempt<?> attempt = admit(call);
                if (attempt != null) {
                    sendable.add(attempt);
                }
            }
            calls.waiting().watch();
            if (sendable.isEmpty()) {
                return null;
            }
            state = QueueState.DRAINING;
            calls.settleBehind(sendable);
            return calls.inFlight().server();
        } finally {
            lock.unlock();
        }
    }

    /** Ends what {@link #hold} began. */
    void release(boolean held) {
        if (held) {
            leave(QueueState.DRAINING);
        }
        advance(true);
    }

    /** Leaves a state, so that {@link #advance} finds out what comes next. False if it was left before. */
    private boolean leave(QueueState left) {
        lock.lock();
        try {
            if (state != left) {
                return false;
            }
            retry.cancel();
            state = QueueState.AWAITING_REPLIES;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Goes on as far as that is possible now. */
    void advance(boolean flush) {
        while (true) {
            NextStep step;
            lock.lock();
            try {
                if (state != QueueState.AWAITING_REPLIES) {
                    calls.waiting().watch();
                    return;
                }
                step = steps.next();
                state = step.state();
                calls.waiting().watch();
            } finally {
                lock.unlock();
            }
            if (step.action() == null) {
                return;
            }
            if (step.state() != QueueState.DRAINING) {
                step.action().run(flush);
                return; // what the queue waits for goes on from there, maybe before this thread comes here
            }
            boolean done = true;
            try {
                done = step.action().run(flush);
            } finally {
                if (done) {
                    leave(QueueState.DRAINING);
                }
            }
            if (!done) {
                return;
            }
        }
    }

    /**
     * Leaves a state after a pause.
     *
     * @param millis how long it is
     */
    void leaveLater(QueueState left, long millis) {
        RetryScheduler.Timer timer = scheduler.schedule(() -> goOnFrom(left), TimeUnit.MILLISECONDS.toNanos(millis));
        lock.lock();
        try {
            retry = timer;
        } finally {
            lock.unlock();
        }
    }

    /** What the queue has sent is written. New calls could overtake it before. */
    void onWritten() {
        goOnFrom(QueueState.DRAINING);
    }

    /** The server may be there now. */
    void onServerAvailable() {
        goOnFrom(QueueState.AWAITING_SERVER);
    }

    private void goOnFrom(QueueState left) {
        if (leave(left)) {
            advance(true);
        }
    }

    /** Loading scripts has ended, for which calls wait. */
    void onLoaded(PendingCall<?> needing, ScriptCache cache, ScriptCache.Outcome outcome, int generation) {
        Map.Entry<PendingCall<?>, Throwable> failed;
        lock.lock();
        try {
            state = QueueState.AWAITING_REPLIES;
            failed = calls.onLoaded(needing, cache, outcome, generation != cache.generation());
        } finally {
            lock.unlock();
        }
        if (failed != null) {
            failed.getKey().fail(failed.getValue());
        }
        advance(true);
    }

    /** An attempt has ended, and so has its call. */
    void onFinished(Attempt<?> attempt, boolean answered) {
        boolean goesOn;
        lock.lock();
        try {
            calls.remove(attempt, answered);
            goesOn = state == QueueState.AWAITING_REPLIES && calls.inFlight().isSettled();
        } finally {
            lock.unlock();
        }
        if (goesOn) {
            advance(true);
        }
    }

    /** The calls of a batch go on by themselves, in its place. */
    void split(Attempt<?> attempt, BatchCall batch) {
        lock.lock();
        try {
            calls.split(attempt, batch);
            noteWaiting();
        } finally {
            lock.unlock();
        }
        batch.complete(null);
        advance(true);
    }

    /**
     * The call of an attempt goes back to its place.
     *
     * @param millis the pause before it is sent again
     * @param probes whether it alone has to show that the server accepts calls again
     */
    void repeat(Attempt<?> attempt, long millis, boolean probes) {
        lock.lock();
        try {
            calls.repeat(attempt, millis, probes);
            noteWaiting();
        } finally {
            lock.unlock();
        }
        advance(true);
    }

    /** Some connection was lost, which may be the one that this queue sends to. */
    void onDisturbed() {
        lock.lock();
        try {
            calls.withdraw();
            noteWaiting();
        } finally {
            lock.unlock();
        }
        advance(true);
    }

    /** A connection was lost, before it is made again: the client does not send what was in flight there, but this queue does. */
    void onDisconnected(ConnectionDispatcher lost) {
        List<PendingCall<?>> inDoubt;
        lock.lock();
        try {
            if (calls.inFlight().server() != lost) {
                return;
            }
            inDoubt = calls.endLost();
            noteWaiting();
            calls.waiting().watch();
        } finally {
            lock.unlock();
        }
        inDoubt.forEach(call -> call.fail(CallFailures.ofDoubt(call, null)));
        advance(true);
    }

    private void expire() {
        List<PendingCall<?>> expired;
        lock.lock();
        try {
            expired = calls.waiting().removeExpired();
            calls.waiting().watch(); // what is done when a call fails may take its time
        } finally {
            lock.unlock();
        }
        expired.forEach(call -> call.fail(CallFailures.ofWait(call)));
        advance(true);
    }
}
