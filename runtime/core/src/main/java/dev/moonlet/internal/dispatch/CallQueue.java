package dev.moonlet.internal.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.AttemptListener;
import dev.moonlet.internal.protocol.Clock;
import dev.moonlet.internal.protocol.CommandSupport;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.PendingCall;
import dev.moonlet.internal.protocol.RetryableError;
import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The calls that keep their order: those of a connection, or those of a hash slot of a cluster.
 *
 * <p>A call is sent at once, behind those that are in flight, if whatever makes the server reject one of these makes it reject
 * this one, too: its script was loaded together with theirs, and its command has been accepted before. Else it waits, and all
 * later calls with it. What was rejected, or was in flight when the connection was lost, goes back to its place in the queue,
 * and nothing is sent before everything else in flight has its answer.
 *
 * <p>One thread at a time drains the queue. The lock is held to change the state and to register attempts. It is not held while
 * commands are written and futures are completed.
 */
final class CallQueue implements AttemptListener {

    /** What the queue does. New calls wait in all states but the first. */
    private enum State {
        /** Nothing waits: new calls are sent at once. */
        FLOWING,
        /** A thread sends what has waited. */
        DRAINING,
        /** Calls wait for the answers to those in flight. */
        AWAITING_REPLIES,
        /** Calls wait for their scripts to be loaded. */
        LOADING,
        /** Calls wait for a moment before the next try. */
        BACKING_OFF,
        /** Calls wait for a connection to their server. */
        AWAITING_SERVER
    }

    private final CallTarget target;
    private final Clock clock;
    private final RetryScheduler scheduler;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private State state = State.FLOWING;

    @GuardedBy("lock")
    private final InFlight inFlight = new InFlight();

    @GuardedBy("lock")
    private final WaitingCalls waiting;

    @GuardedBy("lock")
    private long sequence;

    /** Whether one call alone has to show that the server accepts calls again. */
    @GuardedBy("lock")
    private boolean probing;

    /** The pause before the next try, in milliseconds; 0 for none. */
    @GuardedBy("lock")
    private long pause;

    @GuardedBy("lock")
    private RetryScheduler.Timer retry = RetryScheduler.Timer.NONE;

    CallQueue(CallTarget target, Clock clock, RetryScheduler scheduler) {
        this.target = target;
        this.clock = clock;
        this.scheduler = scheduler;
        this.waiting = new WaitingCalls(target, clock, scheduler, this::expire);
    }

    /**
     * What is to be done without the lock.
     *
     * @param during the state meanwhile
     */
    private record Step(State during, Action action) {}

    private interface Action {

        /**
         * Does it.
         *
         * @param flush whether to send at once, and not with what the users of the connection flush themselves
         */
        void run(boolean flush);
    }

    /** Sends a call, now or when it is its turn. */
    void submit(PendingCall<?> call) {
        Attempt<?> attempt;
        ConnectionDispatcher server;
        lock.lock();
        try {
            attempt = admit(call);
            server = inFlight.server();
        } finally {
            lock.unlock();
        }
        if (attempt != null && server != null) {
            server.writer().send(attempt);
        } else {
            advance(false);
        }
    }

    /**
     * Takes calls, of which some may be sent at once. Nothing else is sent before {@link #release}.
     *
     * @param sendable the attempts of these, to be written by the caller
     * @return the connection to write them to; {@code null} if there are none
     */
    @Nullable
    ConnectionDispatcher hold(List<PendingCall<?>> calls, List<Attempt<?>> sendable) {
        lock.lock();
        try {
            for (PendingCall<?> call : calls) {
                Attempt<?> attempt = admit(call);
                if (attempt != null) {
                    sendable.add(attempt);
                }
            }
            if (sendable.isEmpty()) {
                return null;
            }
            state = State.DRAINING;
            settleBehind(sendable);
            return inFlight.server();
        } finally {
            lock.unlock();
        }
    }

    /** Ends what {@link #hold} began. */
    void release(boolean held) {
        if (held) {
            leave(State.DRAINING);
        }
        advance(true);
    }

    /** What the answers to the first piece of a batch bring about comes behind the last one. */
    @GuardedBy("lock")
    private void settleBehind(List<Attempt<?>> batch) {
        if (batch.size() > CommandWriter.PIECE) {
            inFlight.settle();
        }
    }

    /** Leaves a state, so that {@link #advance} finds out what comes next. False if it was left before. */
    private boolean leave(State left) {
        lock.lock();
        try {
            if (state != left) {
                return false;
            }
            retry.cancel();
            state = State.AWAITING_REPLIES;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The attempt by which a new call is sent at once; {@code null} if it waits. */
    @GuardedBy("lock")
    private @Nullable Attempt<?> admit(PendingCall<?> call) {
        call.sequence(sequence++);
        ConnectionDispatcher server = state == State.FLOWING ? target.server() : null;
        Attempt<?> attempt = server == null ? null : begin(call, server);
        if (attempt == null) {
            enqueue(call);
        }
        return attempt;
    }

    @GuardedBy("lock")
    private void enqueue(PendingCall<?> call) {
        waiting.add(call);
        if (state == State.FLOWING) {
            state = State.AWAITING_REPLIES;
        }
    }

    /** Registers an attempt to send a call behind those in flight; {@code null} if it can't be sent now, or is over. */
    @GuardedBy("lock")
    private @Nullable Attempt<?> begin(PendingCall<?> call, ConnectionDispatcher server) {
        ScriptCache cache = server.cache();
        CommandType command = call.command(cache.support());
        boolean digest = CommandSupport.isByDigest(command);
        boolean proven = cache.support().isProven(command);
        if (call.isRedirected()
                || !inFlight.accepts(server, digest, proven)
                || (digest && cache.lacks(call.script()))) {
            return null;
        }
        if (!digest) {
            cache.onSentAsText(call.script());
        }
        boolean moved = inFlight.server() != null && inFlight.server() != server; // which may not know yet
        return register(call, server, command, probing || moved || !proven);
    }

    @GuardedBy("lock")
    private @Nullable Attempt<?> register(
            PendingCall<?> call, ConnectionDispatcher server, CommandType command, boolean alone) {
        Attempt<?> attempt = call.attempt(this, server.cache(), command);
        if (attempt != null) {
            if (inFlight.server() != server) {
                server.use(this);
            }
            inFlight.add(attempt, server, alone);
        }
        return attempt;
    }

    /** Goes on as far as that is possible now. */
    private void advance(boolean flush) {
        while (true) {
            Step step;
            lock.lock();
            try {
                step = state == State.AWAITING_REPLIES ? next() : null;
                if (step == null) {
                    return;
                }
                state = step.during();
            } finally {
                lock.unlock();
            }
            try {
                step.action().run(flush);
            } finally {
                leave(State.DRAINING);
            }
        }
    }

    /** The next step; {@code null} if the queue is empty or has to wait, for which the state says what for. */
    @GuardedBy("lock")
    private @Nullable Step next() {
        PendingCall<?> first = waiting.first();
        if (first == null) {
            state = State.FLOWING;
            return null;
        }
        if (target.isClosed()) {
            List<PendingCall<?>> calls = waiting.removeAll();
            return draining(flush -> calls.forEach(call -> call.fail(new RedisException("Connection is closed"))));
        }
        if (target.isMulti()) { // what was called before MULTI is no part of the transaction
            return backOff(RetryScheduler.pause(0));
        }
        if (!inFlight.acceptsWaiting()) {
            return null;
        }
        ConnectionDispatcher server = pause > 0 || first.isRedirected() ? null : target.server();
        if (server != null) {
            return send(server);
        }
        if (!inFlight.isEmpty()) {
            return null;
        }
        if (pause > 0) {
            long millis = pause;
            pause = 0;
            return backOff(millis);
        }
        return first.isRedirected() ? route() : awaitServer(first);
    }

    private static Step draining(Action action) {
        return new Step(State.DRAINING, action);
    }

    private Step backOff(long millis) {
        return new Step(State.BACKING_OFF, flush -> leaveLater(State.BACKING_OFF, millis));
    }

    private void leaveLater(State left, long millis) {
        Runnable action = () -> {
            if (leave(left)) {
                advance(true);
            }
        };
        RetryScheduler.Timer timer = scheduler.schedule(action, TimeUnit.MILLISECONDS.toNanos(millis));
        lock.lock();
        try {
            retry = timer;
        } finally {
            lock.unlock();
        }
    }

    /** A redirected call is sent alone, because its server is not known here. */
    @GuardedBy("lock")
    private Step route() {
        PendingCall<?> call = waiting.take();
        call.redirected(false);
        target.onRoutedText(call.script());
        ScriptCache cache = target.routedCache();
        Attempt<?> attempt = call.attempt(this, cache, call.textCommand(cache.support()));
        if (attempt != null) {
            inFlight.add(attempt, null, true);
        }
        return draining(flush -> {
            if (attempt != null) {
                target.sendRouted(attempt);
            }
        });
    }

    @GuardedBy("lock")
    private Step awaitServer(PendingCall<?> first) {
        RedisException absence = target.absence();
        first.failedForNow(clock, absence);
        if (Verdict.isGivenUp(first, target, clock)) {
            return failFirst(absence);
        }
        long millis = RetryScheduler.pause(first.tries());
        return new Step(State.AWAITING_SERVER, flush -> {
            leaveLater(State.AWAITING_SERVER, millis);
            target.awaitServer(this);
        });
    }

    /** The server may be there now. */
    void onServerAvailable() {
        if (leave(State.AWAITING_SERVER)) {
            advance(true);
        }
    }

    @GuardedBy("lock")
    private Step failFirst(Throwable failure) {
        PendingCall<?> first = waiting.take();
        return draining(flush -> first.fail(failure));
    }

    /** Sends as many calls as can be sent, or has their scripts loaded. */
    @GuardedBy("lock")
    private @Nullable Step send(ConnectionDispatcher server) {
        List<Attempt<?>> attempts = new ArrayList<>();
        PendingCall<?> first = waiting.first();
        while (first != null) {
            Attempt<?> attempt = begin(first, server);
            if (attempt != null) {
                attempts.add(attempt);
            } else if (!first.isDone()) {
                break;
            }
            waiting.removeFirst();
            first = waiting.first();
        }
        settleBehind(attempts);
        if (!attempts.isEmpty() || first == null) {
            return draining(flush -> server.send(attempts, flush));
        }
        CommandSupport support = server.cache().support();
        String loadError = support.loadError(first.script()).orElse(null);
        if (loadError != null && !(support.sendsText(first.isReadOnly()) && support.canRead(first.script()))) {
            return failFirst(first.failure(support, CommandType.EVALSHA, loadError));
        }
        boolean lacking = CommandSupport.isByDigest(first.command(support))
                && server.cache().lacks(first.script());
        return lacking ? load(first, server) : null;
    }

    /**
     * Has the scripts of what waits loaded. If there is one, and nothing in flight, its calls are sent along: they are rejected
     * with each other if it can't be loaded.
     */
    @GuardedBy("lock")
    private Step load(PendingCall<?> first, ConnectionDispatcher server) {
        ScriptCache cache = server.cache();
        Map<String, LinkedScript> scripts = new LinkedHashMap<>();
        for (PendingCall<?> call : waiting.all()) {
            if (!call.isDone() && !call.isText() && cache.lacks(call.script())) {
                LinkedScript script = cache.support().readable(call.script());
                scripts.put(script.digest(), script);
            }
        }
        boolean along = inFlight.isEmpty() && cache.isIdle() && scripts.size() == 1 && !probing;
        List<Attempt<?>> attempts = along ? beginAll(first.script(), server) : List.of();
        int generation = cache.generation();
        return new Step(State.LOADING, flush -> {
            boolean[] here = {true}; // if it ends in here, the thread that runs this step goes on
            cache.load(scripts.values(), attempts, flush, outcome -> {
                onLoaded(server, outcome, generation);
                if (!here[0]) {
                    advance(true);
                }
            });
            here[0] = false;
        });
    }

    /** Registers attempts of the first calls that wait, as far as they are of one script. */
    @GuardedBy("lock")
    private List<Attempt<?>> beginAll(LinkedScript script, ConnectionDispatcher server) {
        List<Attempt<?>> attempts = new ArrayList<>();
        CommandSupport support = server.cache().support();
        PendingCall<?> first = waiting.first();
        boolean proven = true;
        while (first != null && !first.isText() && first.script() == script && proven) {
            CommandType command = first.command(support);
            proven = support.isProven(command);
            if (!proven && !attempts.isEmpty()) {
                break;
            }
            waiting.removeFirst();
            Attempt<?> attempt = register(first, server, command, !proven);
            if (attempt != null) {
                attempts.add(attempt);
            }
            first = waiting.first();
        }
        return attempts;
    }

    private void onLoaded(ConnectionDispatcher server, ScriptCache.Outcome outcome, int generation) {
        PendingCall<?> failed = null;
        Throwable failure = null;
        lock.lock();
        try {
            state = State.AWAITING_REPLIES;
            if (!outcome.isSuccess() || generation != server.cache().generation()) {
                inFlight.settle();
            }
            PendingCall<?> first = waiting.first();
            if (first != null) {
                Verdict verdict = Verdict.ofLoading(first, server.cache(), outcome, target, clock);
                pause = Math.max(pause, verdict.pause());
                probing |= verdict.probing();
                failure = verdict.failure();
                failed = verdict.repeated() ? null : waiting.take();
            }
        } finally {
            lock.unlock();
        }
        if (failed != null && failure != null) {
            failed.fail(failure);
        }
    }

    @Override
    public void onFinished(Attempt<?> attempt, boolean answered) {
        if (answered) {
            attempt.support().proves(attempt.command());
        }
        boolean goesOn;
        lock.lock();
        try {
            if (inFlight.remove(attempt) && answered && inFlight.server() != null) {
                probing = false; // what the client routed says nothing of the server that the next calls go to
            }
            goesOn = state == State.AWAITING_REPLIES && inFlight.isSettled();
        } finally {
            lock.unlock();
        }
        if (goesOn) {
            advance(true);
        }
    }

    @Override
    public boolean onRejected(Attempt<?> attempt, RetryableError reason, String error) {
        Verdict verdict = Verdict.ofRejection(attempt, reason, error, target, clock);
        if (verdict.repeated()) {
            repeat(attempt, verdict.pause(), verdict.probing());
        } else if (verdict.failure() != null) {
            attempt.call().fail(verdict.failure());
            onFinished(attempt, false);
        } else {
            return false;
        }
        return true;
    }

    /** Puts a call back to its place, and with it those behind it that were not written yet. */
    private void repeat(Attempt<?> attempt, long millis, boolean probes) {
        lock.lock();
        try {
            inFlight.remove(attempt);
            enqueue(attempt.call());
            inFlight.withdraw().forEach(waiting::add);
            inFlight.settle();
            probing |= probes;
            pause = Math.max(pause, millis);
        } finally {
            lock.unlock();
        }
        advance(true);
    }

    @Override
    public void onOutdated(Attempt<?> attempt) {
        repeat(attempt, 0, false);
    }

    @Override
    public void onConnectionLost(Attempt<?> attempt, Throwable reason) {
        PendingCall<?> call = attempt.call();
        boolean repeats = call.mayRepeat(attempt);
        if (repeats && !target.isClosed()) {
            call.failedForNow(clock, reason);
            if (!Verdict.isGivenUp(call, target, clock)) {
                repeat(attempt, RetryScheduler.pause(call.tries()), true);
                return;
            }
        }
        if (repeats) {
            call.fail(reason);
        } else {
            call.failInDoubt(reason);
        }
        onFinished(attempt, false);
    }

    /** Some connection was lost, which may be the one that this queue sends to. */
    void onDisturbed() {
        lock.lock();
        try {
            inFlight.withdraw().forEach(this::enqueue);
            inFlight.settle();
        } finally {
            lock.unlock();
        }
        advance(true);
    }

    /** A connection was lost, before it is made again: the client does not send what was in flight there, but this queue does. */
    void onDisconnected(ConnectionDispatcher lost) {
        List<PendingCall<?>> inDoubt = new ArrayList<>();
        lock.lock();
        try {
            if (inFlight.server() != lost) {
                return;
            }
            for (Attempt<?> attempt : inFlight.end()) {
                PendingCall<?> call = attempt.call();
                if (!call.mayRepeat(attempt)) {
                    inDoubt.add(call);
                    continue;
                }
                if (call.wasLostBefore()) {
                    call.failedForNow(clock, new RedisException("the connection was lost again and again"));
                    pause = Math.max(pause, RetryScheduler.pause(call.tries()));
                }
                enqueue(call);
            }
        } finally {
            lock.unlock();
        }
        inDoubt.forEach(call -> call.failInDoubt(null));
        advance(true);
    }

    private void expire() {
        List<PendingCall<?>> expired;
        lock.lock();
        try {
            expired = waiting.removeExpired();
        } finally {
            lock.unlock();
        }
        expired.forEach(PendingCall::expire);
        advance(true);
    }
}
