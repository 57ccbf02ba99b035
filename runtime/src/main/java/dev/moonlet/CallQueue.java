package dev.moonlet;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.generated.CompiledScript;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
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

    /** How often a script is loaded for the same call before this is sent with its text. */
    private static final int ROUNDS = 3;

    /** A redirected attempt makes up to three commands, the two of {@code ASK} among them. */
    private static final int TRIES_OF_A_REDIRECT = 2;

    /** What is no timeout: over a century. */
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

    private final CallTarget target;
    private final Clock clock;
    private final RetryScheduler scheduler;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private State state = State.FLOWING;

    @GuardedBy("lock")
    private final Deque<Attempt<?>> inFlight = new ArrayDeque<>(4);

    @GuardedBy("lock")
    private final PriorityQueue<PendingCall<?>> waiting =
            new PriorityQueue<>(4, Comparator.comparingLong(PendingCall::sequence));

    /** Where the calls in flight are; {@code null} if the client chose the server. */
    @GuardedBy("lock")
    private @Nullable ConnectionDispatcher server;

    /** Since when the scripts of those in flight were loaded. */
    @GuardedBy("lock")
    private int generation;

    @GuardedBy("lock")
    private long sequence;

    /** How many of the calls in flight were sent by digest, which a server may reject while it accepts texts. */
    @GuardedBy("lock")
    private int digests;

    /** Whether nothing may be sent until nothing is in flight. */
    @GuardedBy("lock")
    private boolean settling;

    /** Whether one call alone has to show that the server accepts calls again. */
    @GuardedBy("lock")
    private boolean probing;

    /** The pause before the next try, in milliseconds; 0 for none. */
    @GuardedBy("lock")
    private long pause;

    @GuardedBy("lock")
    private RetryScheduler.Timer retry = RetryScheduler.Timer.NONE;

    @GuardedBy("lock")
    private RetryScheduler.@Nullable Timer expiry;

    @GuardedBy("lock")
    private long expiryTime;

    CallQueue(CallTarget target, Clock clock, RetryScheduler scheduler) {
        this.target = target;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /** What is to be done without the lock. */
    private interface Step {

        /**
         * Does it.
         *
         * @param flush whether to send at once, and not with what the users of the connection flush themselves
         */
        void run(boolean flush);
    }

    /** Sends a call, now or when its turn comes. */
    void submit(PendingCall<?> call) {
        Attempt<?> attempt;
        ConnectionDispatcher current;
        lock.lock();
        try {
            attempt = admit(call);
            current = server;
        } finally {
            lock.unlock();
        }
        if (attempt != null && current != null) {
            current.writer().send(attempt);
        } else {
            advance(false);
        }
    }

    /**
     * Takes calls, of which some may be sent at once. Until {@link #release}, nothing else is sent.
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
            settling |= sendable.size() > CommandWriter.PIECE;
            return server;
        } finally {
            lock.unlock();
        }
    }

    /** Ends what {@link #hold} began. */
    void release(boolean held) {
        if (held) {
            awaitReplies();
        }
        advance();
    }

    private void awaitReplies() {
        lock.lock();
        try {
            state = State.AWAITING_REPLIES;
        } finally {
            lock.unlock();
        }
    }

    /** The attempt by which a new call is sent at once; {@code null} if it waits. */
    @GuardedBy("lock")
    private @Nullable Attempt<?> admit(PendingCall<?> call) {
        call.sequence(sequence++);
        ConnectionDispatcher current = state == State.FLOWING && !target.isClosed() ? target.server() : null;
        Attempt<?> attempt = current == null ? null : begin(call, current);
        if (attempt == null && !call.isDone()) {
            enqueue(call);
        }
        return attempt;
    }

    @GuardedBy("lock")
    private void enqueue(PendingCall<?> call) {
        call.delayed(clock);
        waiting.add(call);
        if (state == State.FLOWING) {
            state = State.AWAITING_REPLIES;
        }
        expireIn(target.limit(call) - call.delayedFor(clock));
    }

    /** Has the queue looked through when a call may have waited for as long as the client lets it wait. */
    @GuardedBy("lock")
    private void expireIn(long nanos) {
        long time = clock.nanoTime() + nanos;
        if (nanos < LONGEST_NANOS && (expiry == null || time < expiryTime)) {
            if (expiry != null) {
                expiry.cancel();
            }
            expiryTime = time;
            expiry = scheduler.schedule(this::expire, Math.max(nanos, 0));
        }
    }

    /** Registers an attempt to send a call behind those in flight; {@code null} if it can't be sent now, or is over. */
    @GuardedBy("lock")
    private @Nullable Attempt<?> begin(PendingCall<?> call, ConnectionDispatcher current) {
        if (call.isRedirected() || (!inFlight.isEmpty() && (settling || current != server))) {
            return null;
        }
        CommandSupport support = current.cache().support();
        CommandType command = command(call, support);
        boolean digest = CommandSupport.isByDigest(command);
        boolean proven = support.isProven(command);
        if (digest ? isUnloaded(call, current.cache()) : digests > 0) {
            return null;
        }
        if (!inFlight.isEmpty() && (!proven || generation != current.cache().generation())) {
            return null;
        }
        if (!digest) {
            current.cache().onSentAsText(support.readable(call.script()));
        }
        Attempt<?> attempt = call.attempt(this, current.cache(), command);
        if (attempt == null) {
            return null;
        }
        begin(attempt, current);
        settling = probing || !proven;
        return attempt;
    }

    @GuardedBy("lock")
    private void begin(Attempt<?> attempt, ConnectionDispatcher current) {
        if (current != server) {
            server = current;
            current.use(this);
        }
        generation = attempt.generation();
        register(attempt);
    }

    @GuardedBy("lock")
    private void register(Attempt<?> attempt) {
        inFlight.addLast(attempt);
        digests += CommandSupport.isByDigest(attempt.command()) ? 1 : 0;
    }

    /** The command by which a call is sent. With its text, if its script can't be loaded or that has not helped. */
    private static CommandType command(PendingCall<?> call, CommandSupport support) {
        boolean text = !support.loads()
                || call.rejections() >= ROUNDS
                || support.loadError(call.script()).isPresent();
        return call.isText() ? support.chooseText(call.isReadOnly()) : support.choose(call.isReadOnly(), text);
    }

    private static boolean isUnloaded(PendingCall<?> call, ScriptCache cache) {
        return cache.support().loads() && !cache.contains(cache.support().readable(call.script()));
    }

    private void advance() {
        advance(true);
    }

    /** Goes on as far as that is possible now. */
    private void advance(boolean flush) {
        while (true) {
            Step step;
            lock.lock();
            try {
                if (state == State.FLOWING || state.compareTo(State.AWAITING_REPLIES) > 0 || state == State.DRAINING) {
                    return;
                }
                step = next();
                if (step == null) {
                    return;
                }
                state = State.DRAINING;
            } finally {
                lock.unlock();
            }
            step.run(flush);
        }
    }

    /** The next step; {@code null} if the queue is empty or has to wait, for which the state says what for. */
    @GuardedBy("lock")
    private @Nullable Step next() {
        while (!waiting.isEmpty() && waiting.element().isDone()) {
            waiting.remove();
        }
        if (waiting.isEmpty()) {
            state = State.FLOWING;
            if (expiry != null) {
                expiry.cancel();
                expiry = null;
            }
            return null;
        }
        if (target.isClosed()) {
            return failAll();
        }
        if (target.isMulti()) { // what was called before MULTI is no part of the transaction
            backOff(RetryScheduler.pause(0));
            return null;
        }
        if (!inFlight.isEmpty() && (settling || inFlight.getLast().isNew())) {
            return null; // what an event loop writes overtakes what another thread has written and is not encoded yet
        }
        if (pause > 0) {
            if (inFlight.isEmpty()) {
                backOff(pause);
                pause = 0;
            }
            return null;
        }
        if (waiting.element().isRedirected()) {
            return inFlight.isEmpty() ? route() : null;
        }
        ConnectionDispatcher current = target.server();
        if (current == null) {
            return inFlight.isEmpty() ? awaitServer() : null;
        }
        return send(current);
    }

    @GuardedBy("lock")
    private Step failAll() {
        List<PendingCall<?>> calls = List.copyOf(waiting);
        waiting.clear();
        return flush -> {
            calls.forEach(call -> call.fail(new RedisException("Connection is closed")));
            awaitReplies();
        };
    }

    @GuardedBy("lock")
    private void backOff(long millis) {
        state = State.BACKING_OFF;
        retry = scheduler.schedule(this::resume, millis * 1_000_000);
    }

    private void resume() {
        lock.lock();
        try {
            if (state != State.BACKING_OFF && state != State.AWAITING_SERVER) {
                return;
            }
            state = State.AWAITING_REPLIES;
        } finally {
            lock.unlock();
        }
        advance();
    }

    /** A redirected call is sent alone, because nobody knows where it goes. */
    @GuardedBy("lock")
    private Step route() {
        PendingCall<?> call = waiting.remove();
        call.redirected(false);
        target.onRoutedText(call.script());
        ScriptCache cache = target.routedCache();
        CommandType command = call.isText()
                ? cache.support().chooseText(call.isReadOnly())
                : cache.support().choose(call.isReadOnly(), true);
        Attempt<?> attempt = call.attempt(this, cache, command);
        if (attempt != null) {
            server = null;
            register(attempt);
            settling = true;
        }
        return flush -> {
            if (attempt != null) {
                target.sendRouted(attempt);
            }
            awaitReplies();
        };
    }

    @GuardedBy("lock")
    private @Nullable Step awaitServer() {
        PendingCall<?> head = waiting.element();
        RedisException absence = target.absence();
        head.failedForNow(clock, absence);
        if (isGivenUp(head)) {
            return failHead(absence);
        }
        state = State.AWAITING_SERVER;
        retry = scheduler.schedule(this::resume, RetryScheduler.pause(head.tries()) * 1_000_000);
        target.awaitServer(this);
        return null;
    }

    /** The server may be there now. */
    void onServerAvailable() {
        lock.lock();
        try {
            if (state != State.AWAITING_SERVER) {
                return;
            }
            retry.cancel();
            state = State.AWAITING_REPLIES;
        } finally {
            lock.unlock();
        }
        advance();
    }

    private boolean isGivenUp(PendingCall<?> call) {
        return call.delayedFor(clock) > target.retryTimeout();
    }

    @GuardedBy("lock")
    private Step failHead(Throwable failure) {
        PendingCall<?> head = waiting.remove();
        return flush -> {
            head.fail(failure);
            awaitReplies();
        };
    }

    /** Sends as many calls as can be sent, or has their scripts loaded. */
    @GuardedBy("lock")
    private @Nullable Step send(ConnectionDispatcher current) {
        List<Attempt<?>> attempts = new ArrayList<>();
        while (!waiting.isEmpty()) {
            PendingCall<?> head = waiting.element();
            Attempt<?> attempt = head.isDone() ? null : begin(head, current);
            if (attempt != null) {
                attempts.add(attempt);
            } else if (!head.isDone()) {
                break;
            }
            waiting.remove();
        }
        settling |= attempts.size() > CommandWriter.PIECE;
        if (!attempts.isEmpty()) {
            return flush -> {
                current.writer().send(attempts);
                if (flush) {
                    current.writer().flush();
                }
                awaitReplies();
            };
        }
        if (waiting.isEmpty()) {
            return flush -> awaitReplies();
        }
        PendingCall<?> head = waiting.element();
        CommandSupport support = current.cache().support();
        String loadError = support.loadError(head.script()).orElse(null);
        if (loadError != null && !(support.sendsText(head.isReadOnly()) && support.canRead(head.script()))) {
            return failHead(head.failure(support, CommandType.EVALSHA, loadError));
        }
        if (!CommandSupport.isByDigest(command(head, support)) || !isUnloaded(head, current.cache())) {
            return null;
        }
        return load(current);
    }

    /**
     * Has the scripts of what waits loaded. If there is one, and nothing in flight, its calls are sent along: they are rejected
     * with each other if it can't be loaded.
     */
    @GuardedBy("lock")
    private Step load(ConnectionDispatcher current) {
        ScriptCache cache = current.cache();
        Map<String, CompiledScript> scripts = new LinkedHashMap<>();
        for (PendingCall<?> call : waiting) {
            if (!call.isDone() && !call.isText() && isUnloaded(call, cache)) {
                CompiledScript script = cache.support().readable(call.script());
                scripts.put(script.digest(), script);
            }
        }
        List<Attempt<?>> attempts = new ArrayList<>();
        if (inFlight.isEmpty() && cache.isIdle() && scripts.size() == 1 && !probing) {
            beginBehindLoad(current, attempts);
        }
        int began = cache.generation();
        return flush -> {
            lock.lock();
            try {
                state = State.LOADING;
            } finally {
                lock.unlock();
            }
            boolean[] here = {true}; // if it ends in here, whoever runs this step goes on
            cache.load(scripts.values(), attempts, flush, outcome -> {
                onLoaded(current, outcome, began);
                if (!here[0]) {
                    advance();
                }
            });
            here[0] = false;
        };
    }

    @GuardedBy("lock")
    private void beginBehindLoad(ConnectionDispatcher current, List<Attempt<?>> attempts) {
        CommandSupport support = current.cache().support();
        CompiledScript script = waiting.element().script();
        settling = false;
        while (!waiting.isEmpty()) {
            PendingCall<?> call = waiting.element();
            CommandType command = command(call, support);
            boolean proven = support.isProven(command);
            if (!call.isDone()
                    && (call.isText() || call.script() != script || settling || (!proven && !attempts.isEmpty()))) {
                return;
            }
            waiting.remove();
            Attempt<?> attempt = call.attempt(this, current.cache(), command);
            if (attempt != null) {
                begin(attempt, current);
                attempts.add(attempt);
                settling = !proven;
            }
        }
    }

    private void onLoaded(ConnectionDispatcher current, ScriptCache.Outcome outcome, int began) {
        PendingCall<?> failed = null;
        Throwable failure = null;
        lock.lock();
        try {
            state = State.AWAITING_REPLIES;
            settling |= !outcome.isSuccess() || began != current.cache().generation();
            PendingCall<?> head = waiting.peek();
            failure = head == null ? null : failureOf(head, current, outcome);
            if (head != null && failure != null && isPassing(outcome, failure)) {
                head.failedForNow(clock, failure);
                pause = RetryScheduler.pause(head.tries());
                probing = true;
                failed = isGivenUp(head) ? waiting.remove() : null;
            } else if (head != null && failure != null) {
                boolean text = outcome.error() != null
                        && current.cache().support().sendsText(head.isReadOnly())
                        && head.rejections() < ROUNDS;
                if (text) {
                    head.countRejections(ROUNDS); // for the server's answer to the call itself
                } else {
                    failed = waiting.remove();
                }
            } else if (head != null && isLostAgain(head, current)) {
                head.countRejections(1);
                if (head.isRejectedOften()) {
                    failure = new RedisException("the server loses the script again and again");
                    head.failedForNow(clock, failure);
                    pause = RetryScheduler.pause(head.tries());
                    failed = isGivenUp(head) ? waiting.remove() : null;
                }
            }
        } finally {
            lock.unlock();
        }
        if (failed != null && failure != null) {
            failed.fail(failure);
        }
    }

    /** Whether the script of a call was loaded and is not there. */
    private static boolean isLostAgain(PendingCall<?> call, ConnectionDispatcher current) {
        CommandSupport support = current.cache().support();
        return !call.isText()
                && isUnloaded(call, current.cache())
                && support.loadError(call.script()).isEmpty();
    }

    private static boolean isPassing(ScriptCache.Outcome outcome, Throwable failure) {
        return outcome.error() != null
                ? RetryableError.isPassing(outcome.error())
                : ConnectionFailures.isLoss(failure) || failure instanceof RedisCommandTimeoutException;
    }

    private static @Nullable Throwable failureOf(
            PendingCall<?> call, ConnectionDispatcher current, ScriptCache.Outcome outcome) {
        return outcome.error() == null
                ? outcome.failure()
                : call.failure(current.cache().support(), CommandType.EVALSHA, outcome.error());
    }

    @Override
    public void onFinished(Attempt<?> attempt, boolean answered) {
        if (answered) {
            attempt.support().proves(attempt.command());
        }
        boolean goesOn;
        lock.lock();
        try {
            boolean removed = remove(attempt);
            if (removed && answered) {
                probing = false;
            }
            goesOn = state == State.AWAITING_REPLIES && (inFlight.isEmpty() || !settling);
        } finally {
            lock.unlock();
        }
        if (goesOn) {
            advance();
        }
    }

    @GuardedBy("lock")
    private boolean remove(Attempt<?> attempt) {
        boolean removed;
        if (inFlight.peekFirst() == attempt) {
            inFlight.removeFirst();
            removed = true;
        } else {
            removed = inFlight.removeFirstOccurrence(attempt);
        }
        if (removed && CommandSupport.isByDigest(attempt.command())) {
            digests--;
        }
        return removed;
    }

    @Override
    public boolean onRejected(Attempt<?> attempt, RetryableError reason, String error) {
        PendingCall<?> call = attempt.call();
        if (!isRepeatable(attempt, reason)) {
            return false;
        }
        long millis = 0;
        boolean givenUp = false;
        switch (reason) {
            case NO_SCRIPT, NO_COMMAND, NO_SHEBANG -> call.countRejections(1);
            case REDIRECT -> {
                call.redirected(true);
                target.learn(error);
            }
            default -> {}
        }
        boolean passing = reason == RetryableError.LOADING
                || reason == RetryableError.REPLICA
                || reason == RetryableError.UNAVAILABLE;
        if (passing || reason == RetryableError.REDIRECT || call.isRejectedOften()) {
            call.failedForNow(clock, call.failure(attempt.support(), attempt.command(), error));
            givenUp = isGivenUp(call);
            millis = reason != RetryableError.REDIRECT
                    ? RetryScheduler.pause(call.tries())
                    : call.tries() > 1 ? RetryScheduler.pause(call.tries() + TRIES_OF_A_REDIRECT) : 0;
        }
        if (givenUp) {
            call.expire();
            onFinished(attempt, false);
        } else {
            repeat(attempt, millis, passing);
        }
        return true;
    }

    /** Whether a rejected call can be sent again, in another form or later. */
    private boolean isRepeatable(Attempt<?> attempt, RetryableError reason) {
        PendingCall<?> call = attempt.call();
        CommandSupport support = attempt.support();
        return switch (reason) {
            case NO_SCRIPT -> {
                attempt.loseScripts();
                yield support.brings(call.isReadOnly()) && support.canRead(call.script());
            }
            case NO_COMMAND -> {
                support.lacks(attempt.command());
                CommandType next = command(call, support);
                yield next != attempt.command() && support.has(next);
            }
            case NO_SHEBANG -> {
                support.lacksShebang();
                yield call.script().newerFlag().isEmpty();
            }
            case REDIRECT, UNAVAILABLE -> call.slot() >= 0;
            case LOADING -> true;
            case REPLICA -> target.isReplicated();
            case NONE -> false;
        };
    }

    /** Puts a call back to its place, and with it those behind it that were not written yet. */
    private void repeat(Attempt<?> attempt, long millis, boolean probes) {
        lock.lock();
        try {
            remove(attempt);
            returnToQueue(attempt.call());
            for (Iterator<Attempt<?>> rest = inFlight.iterator(); rest.hasNext(); ) {
                withdraw(rest.next(), rest);
            }
            settling = true;
            probing |= probes;
            pause = Math.max(pause, millis);
        } finally {
            lock.unlock();
        }
        advance();
    }

    @GuardedBy("lock")
    private void withdraw(Attempt<?> attempt, Iterator<Attempt<?>> position) {
        if (attempt.endUnwritten()) {
            position.remove();
            digests -= CommandSupport.isByDigest(attempt.command()) ? 1 : 0;
            returnToQueue(attempt.call());
        }
    }

    @GuardedBy("lock")
    private void returnToQueue(PendingCall<?> call) {
        if (!call.isDone()) {
            enqueue(call);
        }
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
            if (!isGivenUp(call)) {
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
            for (Iterator<Attempt<?>> rest = inFlight.iterator(); rest.hasNext(); ) {
                withdraw(rest.next(), rest);
            }
            settling = true;
        } finally {
            lock.unlock();
        }
        advance();
    }

    /** A connection was lost, before it is made again: the client does not send what was in flight there, but this queue does. */
    void onDisconnected(ConnectionDispatcher lost) {
        List<PendingCall<?>> inDoubt = new ArrayList<>();
        lock.lock();
        try {
            if (server != lost) {
                return;
            }
            for (Attempt<?> attempt : inFlight) {
                PendingCall<?> call = attempt.call();
                if (!attempt.end()) {
                    continue;
                }
                if (!call.mayRepeat(attempt)) {
                    inDoubt.add(call);
                    continue;
                }
                if (call.wasLostBefore()) {
                    call.failedForNow(clock, new RedisException("the connection was lost again and again"));
                    pause = Math.max(pause, RetryScheduler.pause(call.tries()));
                }
                returnToQueue(call);
            }
            inFlight.clear();
            digests = 0;
            settling = false;
        } finally {
            lock.unlock();
        }
        inDoubt.forEach(call -> call.failInDoubt(null));
        advance();
    }

    /** Ends the calls that have waited for longer than the client lets a command wait. It does not know of them yet. */
    private void expire() {
        List<PendingCall<?>> expired = new ArrayList<>();
        lock.lock();
        try {
            expiry = null;
            long next = Long.MAX_VALUE;
            for (Iterator<PendingCall<?>> calls = waiting.iterator(); calls.hasNext(); ) {
                PendingCall<?> call = calls.next();
                Throwable reason = call.lastFailure();
                if (call.isDone() || call.isAwaited() || (reason != null && !ConnectionFailures.isReason(reason))) {
                    continue; // it has its own timeout, or is given up where it is repeated
                }
                long left = target.limit(call) - call.delayedFor(clock);
                if (left <= 0) {
                    calls.remove();
                    expired.add(call);
                } else {
                    next = Math.min(next, left);
                }
            }
            expireIn(next);
        } finally {
            lock.unlock();
        }
        expired.forEach(PendingCall::expire);
        advance();
    }
}
