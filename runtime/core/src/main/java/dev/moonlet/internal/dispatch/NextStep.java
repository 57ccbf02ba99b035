package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.BatchCall;
import dev.moonlet.internal.protocol.CallFailures;
import dev.moonlet.internal.protocol.Clock;
import dev.moonlet.internal.protocol.CommandSupport;
import dev.moonlet.internal.protocol.LibraryConflict;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.PendingCall;
import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.CommandType;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a queue does next.
 *
 * @param state the state of the queue meanwhile
 * @param action what is done, without the lock of the queue; {@code null} if the queue only waits
 */
record NextStep(QueueState state, @Nullable Action action) {

    private static final NextStep FLOW = new NextStep(QueueState.FLOWING, null);
    private static final NextStep AWAIT_REPLIES = new NextStep(QueueState.AWAITING_REPLIES, null);

    /** A part of the work of a queue. */
    interface Action {

        /**
         * Does it.
         *
         * @param flush whether to send at once, and not with what the users of the connection flush themselves
         * @return whether it is done; otherwise the queue is called when it is
         */
        boolean run(boolean flush);
    }

    private static NextStep drain(Runnable action) {
        return step(QueueState.DRAINING, action);
    }

    private static NextStep step(QueueState state, Runnable action) {
        return new NextStep(state, flush -> {
            action.run();
            return true;
        });
    }

    /** Finds the next step of a queue. For use under the lock of the queue. */
    static final class Planner {

        private final CallQueue queue;
        private final CallTarget target;
        private final Clock clock;
        private final QueuedCalls calls;

        Planner(CallQueue queue, CallTarget target, Clock clock, QueuedCalls calls) {
            this.queue = queue;
            this.target = target;
            this.clock = clock;
            this.calls = calls;
        }

        /** The next step of a queue that waits for no more than the answers to calls in flight. */
        NextStep next() {
            PendingCall<?> first = calls.waiting().first();
            if (first == null) {
                return FLOW;
            }
            if (target.isClosed()) {
                List<PendingCall<?>> all = calls.waiting().removeAll();
                return drain(() -> all.forEach(call -> call.fail(new RedisException("Connection is closed"))));
            }
            if (target.isMulti()) { // calls made before MULTI are not part of the transaction
                return backOff(RetryScheduler.pause(0));
            }
            if (!calls.inFlight().acceptsWaiting()) {
                return AWAIT_REPLIES;
            }
            ConnectionDispatcher server = calls.isPaused() || first.isRedirected() ? null : target.server();
            if (server != null) {
                return send(server);
            }
            if (!calls.inFlight().isEmpty()) {
                return AWAIT_REPLIES;
            }
            if (calls.isPaused()) {
                return backOff(calls.takePause());
            }
            if (!first.isRedirected()) {
                return awaitServer(first);
            }
            return first.script().isFunction() ? routeFunction(first) : route();
        }

        /** The server of a redirected function is known, because it has to load the library. */
        private NextStep routeFunction(PendingCall<?> first) {
            ConnectionDispatcher asked = target.asked();
            if (asked == null) {
                return await(first, target::awaitAsked);
            }
            if (QueuedCalls.isOwnError(first, asked.cache())) {
                return failOwn(first);
            }
            LibraryConflict conflict = asked.cache().takeConflict(first.script());
            if (conflict != null) {
                return failFirst(conflict.toException(first.script()));
            }
            return asked.cache().lacksScriptOf(first)
                    ? load(first, asked, List.of(first.script()), List.of())
                    : route();
        }

        private NextStep failOwn(PendingCall<?> first) {
            Throwable known = first.lastFailure();
            return failFirst(known == null ? new RedisException("the function was not found") : known);
        }

        private NextStep backOff(long millis) {
            return step(QueueState.BACKING_OFF, () -> queue.leaveLater(QueueState.BACKING_OFF, millis));
        }

        /** A redirected call is sent alone, because its server is not known here. */
        private NextStep route() {
            Attempt<?> attempt = calls.beginRouted();
            return drain(() -> {
                if (attempt != null) {
                    target.sendRouted(attempt);
                }
            });
        }

        private NextStep awaitServer(PendingCall<?> first) {
            return await(first, target::awaitServer);
        }

        private NextStep await(PendingCall<?> first, Consumer<CallQueue> server) {
            RedisException absence = target.absence();
            first.failedForNow(clock, absence);
            if (Verdict.isGivenUp(first, target, clock)) {
                return failFirst(absence);
            }
            long millis = RetryScheduler.pause(first.tries());
            return step(QueueState.AWAITING_SERVER, () -> {
                queue.leaveLater(QueueState.AWAITING_SERVER, millis);
                server.accept(queue);
            });
        }

        private NextStep failFirst(Throwable failure) {
            PendingCall<?> first = calls.waiting().take();
            return drain(() -> first.fail(failure));
        }

        /** Sends as many calls as can be sent, or has their scripts loaded. */
        private NextStep send(ConnectionDispatcher server) {
            List<Attempt<?>> attempts = calls.beginWaiting(server);
            PendingCall<?> first = calls.waiting().first();
            if (!attempts.isEmpty() || first == null) {
                return new NextStep(QueueState.DRAINING, flush -> server.send(attempts, flush, queue::onWritten));
            }
            if (QueuedCalls.isOwnError(first, server.cache())) {
                return failOwn(first);
            }
            LibraryConflict conflict = server.cache().takeConflict(first.script());
            if (conflict != null) {
                return failFirst(conflict.toException(first.script()));
            }
            CommandSupport support = server.cache().support();
            String loadError = first.script().isFunction()
                    ? null
                    : support.loadError(first.script()).orElse(null);
            if (loadError != null && !(support.sendsText(first.isReadOnly()) && support.canRead(first.script()))) {
                if (first instanceof BatchCall batch) {
                    calls.splitFirst(batch);
                    return drain(() -> batch.complete(null));
                }
                return failFirst(CallFailures.ofReply(first, support, CommandType.EVALSHA, loadError));
            }
            return calls.isLackingScript() ? load(first, server) : AWAIT_REPLIES;
        }

        private NextStep load(PendingCall<?> first, ConnectionDispatcher server) {
            Collection<LinkedScript> scripts = calls.missingScripts(server.cache());
            return load(first, server, scripts, calls.beginAlong(server, scripts.size()));
        }

        private NextStep load(
                PendingCall<?> first,
                ConnectionDispatcher server,
                Collection<LinkedScript> scripts,
                List<Attempt<?>> along) {
            ScriptCache cache = server.cache();
            int generation = cache.generation();
            return new NextStep(QueueState.LOADING, flush -> {
                cache.load(scripts, along, flush, outcome -> queue.onLoaded(first, cache, outcome, generation));
                return true;
            });
        }
    }
}
