package dev.moonlet;

import io.lettuce.core.api.StatefulConnection;
import io.netty.util.concurrent.EventExecutorGroup;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Runs what has to wait for a moment on the client's own threads, and at once where these have ended. */
final class Later {

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final int DOUBLINGS = 5;

    /** The time, in nanoseconds, by which calls wait. */
    static LongSupplier clock = System::nanoTime;

    private Later() {}

    /**
     * How many milliseconds to wait before something is tried once more, which was tried so many times. In any second that
     * makes at most six tries, and a try makes at most three commands: one in place of a call whose connection was lost, one
     * that loads the script, and the call.
     */
    static long pause(int times) {
        return FIRST_PAUSE_MILLIS << Math.min(times, DOUBLINGS);
    }

    static void run(StatefulConnection<?, ?> connection, Runnable action, long millis) {
        EventExecutorGroup threads = connection.getResources().eventExecutorGroup();
        try {
            threads.schedule(action, millis, TimeUnit.MILLISECONDS).addListener(ended -> {
                if (ended.isCancelled()) {
                    action.run(); // the client is shut down: what waits here is told so
                }
            });
        } catch (RejectedExecutionException e) {
            action.run();
        }
    }
}
