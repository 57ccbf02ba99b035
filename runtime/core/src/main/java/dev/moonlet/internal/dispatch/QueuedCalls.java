package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.AttemptListener;
import dev.moonlet.internal.protocol.BatchCall;
import dev.moonlet.internal.protocol.Clock;
import dev.moonlet.internal.protocol.CommandSupport;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.PendingCall;
import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a queue: those in flight and those that wait, and what decides whether one can be sent behind the others. For
 * use under the lock of the queue.
 */
final class QueuedCalls {

    private final CallQueue queue;
    private final AttemptListener listener;
    private final CallTarget target;
    private final Clock clock;
    private final InFlight inFlight = new InFlight();
    private final WaitingCalls waiting;
    private long sequence;

    /** Whether one call alone has to show that the server accepts calls again. */
    private boolean probing;

    /**
     * Whether the last call that could not be sent lacked its script. Asked once: another queue may have it loaded meanwhile, and
     * a call that waits for no answer and no script would wait for ever.
     */
    private boolean lacking;

    /** The pause before the next try, in milliseconds; 0 for none. */
    private long pause;

    QueuedCalls(CallQueue queue, AttemptListener listener, CallTarget target, Clock clock, WaitingCalls waiting) {
        this.queue = queue;
        this.listener = listener;
        this.target = target;
        this.clock = clock;
        this.waiting = waiting;
    }

    InFlight inFlight() {
        return inFlight;
    }

    WaitingCalls waiting() {
        return waiting;
    }

    /** The pause before the next try, in milliseconds, which is over then; 0 for none. */
    long takePause() {
        long millis = pause;
        pause = 0;
        return millis;
    }

    /** Whether the first of the waiting calls could not be sent because the server did not have its script. */
    boolean isLackingScript() {
        return lacking;
    }

    boolean isPaused() {
        return pause > 0;
    }

    /**
     * The attempt by which a new call is sent at once; {@code null} if it waits.
     *
     * @param flowing whether no other call waits
     */
    @Nullable
    Attempt<?> admit(PendingCall<?> call, boolean flowing) {
        number(call);
        ConnectionDispatcher server = flowing ? target.server() : null;
        Attempt<?> attempt = server == null ? null : begin(call, server);
        if (attempt == null) {
            waiting.add(call);
        }
        return attempt;
    }

    /** Adds a call to those that wait. */
    void enqueue(PendingCall<?> call) {
        number(call);
        waiting.add(call);
    }

    private void number(PendingCall<?> call) {
        call.sequence(sequence);
        sequence += call.places();
    }

    /** Registers an attempt to send a call behind those in flight; {@code null} if it can't be sent now, or is over. */
    private @Nullable Attempt<?> begin(PendingCall<?> call, ConnectionDispatcher server) {
        ScriptCache cache = server.cache();
        int generation = cache.generation(); // first: if scripts are lost from here on, the attempt is not written
        CommandType command = cache.support().command(call);
        String needed = call.script().dependency(command);
        boolean proven = cache.support().isProven(command);
        lacking = needed != null && cache.lacksScriptOf(call);
        if (lacking
                || call.isRedirected()
                || isOwnError(call, cache)
                || !inFlight.accepts(server, generation, needed, proven)) {
            return null;
        }
        if (needed == null) {
            cache.onSentAsText(call.script());
        }
        boolean alone = probing || hasMoved(server) || !proven || call.isExclusive();
        return register(call, server, command, generation, alone);
    }

    /** Whether a call has its answer already: a function that seemed to be missing is still there. */
    static boolean isOwnError(PendingCall<?> call, ScriptCache cache) {
        return call.isDoubted() && cache.hadLibrary(call.script());
    }

    /** Whether the last call went to another server, so that this one may not know yet that the next are for it. */
    private boolean hasMoved(ConnectionDispatcher server) {
        return inFlight.server() != null && inFlight.server() != server;
    }

    private @Nullable Attempt<?> register(
            PendingCall<?> call, ConnectionDispatcher server, CommandType command, int generation, boolean alone) {
        call.doubted(false);
        Attempt<?> attempt = call.attempt(listener, server.cache(), command, generation);
        if (attempt != null) {
            if (inFlight.server() != server) {
                server.use(queue);
            }
            inFlight.add(attempt, server, alone);
        }
        return attempt;
    }

    /** Registers attempts of as many of the waiting calls as can be sent. */
    List<Attempt<?>> beginWaiting(ConnectionDispatcher server) {
        List<Attempt<?>> attempts = new ArrayList<>();
        for (PendingCall<?> first = waiting.first(); first != null; first = waiting.first()) {
            Attempt<?> attempt = begin(first, server);
            if (attempt != null) {
                attempts.add(attempt);
            } else if (!first.isDone()) {
                break;
            }
            waiting.removeFirst();
        }
        settleBehind(attempts);
        return attempts;
    }

    /** Calls that the answers to the first piece of a batch lead to come behind the last piece. */
    void settleBehind(List<Attempt<?>> batch) {
        if (batch.size() > CommandWriter.PIECE) {
            inFlight.settle();
        }
    }

    /** Registers the attempt to send the first call wherever the client routes it; {@code null} if it is over. */
    @Nullable
    Attempt<?> beginRouted() {
        PendingCall<?> call = waiting.take();
        call.redirected(false);
        call.doubted(false);
        ConnectionDispatcher asked = call.script().isFunction() ? target.asked() : null;
        if (!call.script().isFunction()) {
            target.onRoutedText(call.script());
        }
        ScriptCache cache = asked == null ? target.routedCache() : asked.cache();
        Attempt<?> attempt = call.attempt(listener, cache, cache.support().textCommand(call), cache.generation());
        if (attempt != null) {
            inFlight.add(attempt, null, true);
        }
        return attempt;
    }

    /** The scripts of waiting calls that a server has to load. */
    Collection<LinkedScript> missingScripts(ScriptCache cache) {
        Map<String, LinkedScript> scripts = new LinkedHashMap<>();
        for (PendingCall<?> call : waiting.all()) {
            if (!call.isDone() && !call.isText() && cache.lacksScriptOf(call)) {
                LinkedScript script = cache.support().readable(call.script());
                if (scripts.put(script.digest(), script) == null) {
                    call.onLoad();
                }
            }
        }
        return scripts.values();
    }

    /**
     * Registers attempts of the first waiting calls that are sent along with their script, as far as they have the same one.
     * They are rejected together if it can't be loaded.
     *
     * @param scripts how many scripts are loaded
     */
    List<Attempt<?>> beginAlong(ConnectionDispatcher server, int scripts) {
        List<Attempt<?>> attempts = new ArrayList<>();
        int generation = server.cache().generation(); // the same for all of them: they are written together, or none is
        PendingCall<?> first = waiting.first();
        if (first == null
                || scripts != 1
                || !first.script().isNamedByContent()
                || !inFlight.isEmpty()
                || !server.cache().isIdle()
                || probing
                || hasMoved(server)) {
            return attempts;
        }
        CommandSupport support = server.cache().support();
        LinkedScript script = first.script();
        boolean proven = true;
        while (first != null && isSentAlong(script, first) && proven) {
            CommandType command = support.command(first);
            proven = support.isProven(command);
            if (!proven && !attempts.isEmpty()) {
                break;
            }
            waiting.removeFirst();
            Attempt<?> attempt = register(first, server, command, generation, !proven);
            if (attempt != null) {
                attempts.add(attempt);
            }
            first = waiting.first();
        }
        return attempts;
    }

    /** Whether a call needs no more than what is loaded for a script. */
    private static boolean isSentAlong(LinkedScript script, PendingCall<?> call) {
        boolean loaded = call.script() == script
                || (script.isFunction() && call.script().digest().equals(script.digest()));
        return loaded && !call.isText() && !call.isDoubted();
    }

    /**
     * Notes that loading scripts has ended. If the call that needed one is not the first any more, it has ended with its own
     * attempt, or can be sent later.
     *
     * @param lost whether scripts were lost meanwhile
     * @return the call, if it fails, and with what
     */
    Map.@Nullable Entry<PendingCall<?>, Throwable> onLoaded(
            PendingCall<?> needing, ScriptCache cache, ScriptCache.Outcome outcome, boolean lost) {
        if (!outcome.isSuccess() || lost) {
            inFlight.settle();
        }
        PendingCall<?> first = waiting.first();
        if (first == null) {
            return null;
        }
        Verdict verdict = Verdict.ofLoading(first, cache, outcome, target, clock);
        pauseFor(verdict.pause());
        probing |= verdict.probing();
        boolean splits = first instanceof BatchCall && outcome.error() != null;
        if (verdict.repeated() || first != needing || verdict.failure() == null || splits) {
            return null;
        }
        return Map.entry(waiting.take(), verdict.failure());
    }

    /** Removes an attempt that has ended. */
    void remove(Attempt<?> attempt, boolean answered) {
        if (inFlight.remove(attempt) && answered && inFlight.server() != null) {
            probing = false; // what the client routed says nothing of the server that the next calls go to
        }
    }

    /** Puts a call back in its place, and with it those behind it that were not written yet. */
    void repeat(Attempt<?> attempt, long millis, boolean probes) {
        inFlight.remove(attempt);
        waiting.add(attempt.call());
        withdraw();
        probing |= probes;
        pauseFor(millis);
    }

    /** Puts the calls of a batch in its place, which are sent one by one. */
    void split(Attempt<?> attempt, BatchCall batch) {
        inFlight.remove(attempt);
        batch.split().forEach(waiting::add);
        withdraw();
    }

    /** Puts the calls of the batch that is the first to wait in its place. */
    void splitFirst(BatchCall batch) {
        waiting.removeFirst();
        batch.split().forEach(waiting::add);
    }

    /** Puts back the calls that were not written yet. Nothing else is sent before the others have ended. */
    void withdraw() {
        inFlight.withdraw().forEach(waiting::add);
        inFlight.settle();
    }

    /**
     * Ends all attempts because their connection was lost, and puts their calls back.
     *
     * @return the calls that may not be sent again
     */
    List<PendingCall<?>> endLost() {
        List<PendingCall<?>> inDoubt = new ArrayList<>();
        for (Attempt<?> attempt : inFlight.end()) {
            PendingCall<?> call = attempt.call();
            if (!call.mayRepeatAfter(attempt)) {
                inDoubt.add(call);
                continue;
            }
            if (call.wasLostBefore()) {
                call.failedForNow(clock, new RedisException("the connection was lost again and again"));
                pauseFor(RetryScheduler.pause(call.tries()));
            }
            waiting.add(call);
        }
        return inDoubt;
    }

    private void pauseFor(long millis) {
        pause = Math.max(pause, millis);
    }
}
