package dev.moonlet.internal.dispatch;

import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs what has to wait on the client's own threads. Safe for use by several threads. */
final class RetryScheduler {

    /** Something that is going to run. */
    interface Timer {

        /** What is not going to run. */
        Timer NONE = () -> {};

        void cancel();
    }

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final int DOUBLINGS = 5;

    private final EventExecutorGroup threads;

    RetryScheduler(EventExecutorGroup threads) {
        this.threads = threads;
    }

    /**
     * The pause before the next try after so many failed ones, in milliseconds. In any second that makes at most six tries,
     * and a try makes at most three commands: one in place of a call whose connection was lost, one that loads the script,
     * and the call.
     */
    static long pause(int tries) {
        return FIRST_PAUSE_MILLIS << Math.min(tries, DOUBLINGS);
    }

    /**
     * Runs an action after some nanoseconds. If the client is shut down before, the action runs then: it is going to see that
     * the connection is closed.
     */
    Timer schedule(Runnable action, long nanos) {
        Retry retry = new Retry(action);
        try {
            retry.begin(threads.schedule(retry, nanos, TimeUnit.NANOSECONDS));
            return retry;
        } catch (RejectedExecutionException e) {
            action.run();
            return Timer.NONE;
        }
    }

    /** Runs an action after some nanoseconds, or never if the client is shut down before. */
    Timer scheduleUnlessShutDown(Runnable action, long nanos) {
        try {
            ScheduledFuture<?> scheduled = threads.schedule(action, nanos, TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException e) {
            return Timer.NONE;
        }
    }

    /** An action that runs once, unless it is cancelled here before. A client that is shut down cancels it, too. */
    private static final class Retry implements Runnable, Timer, GenericFutureListener<Future<Object>> {

        private final Runnable action;
        private @Nullable ScheduledFuture<?> scheduled;
        private boolean over;

        Retry(Runnable action) {
            this.action = action;
        }

        @SuppressWarnings("unchecked") // the listener does not look at the result
        void begin(ScheduledFuture<?> future) {
            synchronized (this) {
                scheduled = future;
            }
            ((Future<Object>) future).addListener(this);
        }

        private synchronized boolean end() {
            boolean first = !over;
            over = true;
            return first;
        }

        @Override
        public void run() {
            if (end()) {
                action.run();
            }
        }

        @Override
        public void operationComplete(Future<Object> ended) {
            if (ended.isCancelled()) {
                run();
            }
        }

        @Override
        public void cancel() {
            ScheduledFuture<?> future;
            synchronized (this) {
                future = end() ? scheduled : null;
            }
            if (future != null) {
                future.cancel(false);
            }
        }
    }
}
