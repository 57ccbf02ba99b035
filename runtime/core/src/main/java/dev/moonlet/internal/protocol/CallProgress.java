package dev.moonlet.internal.protocol;

import dev.moonlet.ReturnedErrorException;
import dev.moonlet.ScriptErrorException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What interceptors can know of a call: how often it was written, and whether it may be sent once more. Safe for use by several
 * threads.
 */
public final class CallProgress {

    private final @Nullable CallProgress outer;
    private final long start;
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger loads = new AtomicInteger();
    private volatile @Nullable PendingCall<?> last;

    /** Whether a call before the last one may have run. */
    private volatile boolean earlier;

    /**
     * The progress of a call that begins now.
     *
     * @param outer that of the same call in what wraps this executor; {@code null} if nothing does
     */
    public CallProgress(@Nullable CallProgress outer) {
        this.outer = outer;
        this.start = outer == null ? Clock.SYSTEM.nanoTime() : outer.start;
    }

    /** A call is made ready, which runs later. */
    void onPending(PendingCall<?> call) {
        PendingCall<?> before = last;
        earlier |= before != null && before.mayHaveRun();
        last = call;
        if (outer != null) {
            outer.onPending(call);
        }
    }

    /** It is written to a connection. */
    void onWritten() {
        attempts.incrementAndGet();
        if (outer != null) {
            outer.onWritten();
        }
    }

    /** Its script is sent to a server that does not have it. */
    void onLoad() {
        loads.incrementAndGet();
        if (outer != null) {
            outer.onLoad();
        }
    }

    /** How often it was written to a connection. */
    public int attempts() {
        return attempts.get();
    }

    /** How often its script was sent to a server that did not have it. */
    public int loads() {
        return loads.get();
    }

    /** How many nanoseconds have passed since the call began. */
    public long elapsed() {
        return Clock.SYSTEM.nanoTime() - start;
    }

    /** Whether it was made ready to be sent, so that {@link #objection()} knows its delivery. */
    public boolean isPending() {
        return last != null;
    }

    /**
     * Why the call can't be sent once more, as the end of a sentence; {@code null} if it can. A server has answered a call that
     * failed with an error, and what was not written has not run.
     */
    public @Nullable String objection() {
        PendingCall<?> before = last;
        if (before == null || before.mayRepeat() || isAnsweredByError(before)) {
            return null;
        }
        if (!before.isDone()) {
            return "it is in flight";
        }
        if (!before.mayHaveRun()) {
            return null;
        }
        return before.isCompletedExceptionally() ? "it may have run" : "it has run";
    }

    private static boolean isAnsweredByError(PendingCall<?> call) {
        Throwable failure = failure(call);
        return failure instanceof ScriptErrorException || failure instanceof ReturnedErrorException;
    }

    private static @Nullable Throwable failure(PendingCall<?> call) {
        if (!call.isCompletedExceptionally()) {
            return null;
        }
        try {
            call.join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        } catch (CancellationException e) {
            return e;
        }
    }

    /** What the last try failed with; {@code null} if it did not, or is not over. */
    public @Nullable Throwable failure() {
        PendingCall<?> before = last;
        return before == null ? null : failure(before);
    }

    /** What is known of a call that has no answer, as the end of a sentence. */
    public String outcome() {
        PendingCall<?> before = last;
        if (earlier) {
            return "may have run";
        }
        return before == null ? "was not sent" : CallFailures.outcome(before);
    }

    /** Why the last try was delayed; {@code null} if nothing is known. */
    public @Nullable Throwable lastFailure() {
        PendingCall<?> before = last;
        return before == null ? null : before.lastFailure();
    }
}
