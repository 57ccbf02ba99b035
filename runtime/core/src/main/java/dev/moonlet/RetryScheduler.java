package dev.moonlet;

import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

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

    /** Runs an action after some nanoseconds; at once if the client is shut down, which the action sees. */
    Timer schedule(Runnable action, long nanos) {
        try {
            ScheduledFuture<?> scheduled = threads.schedule(action, nanos, TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException e) {
            action.run();
            return Timer.NONE;
        }
    }
}
