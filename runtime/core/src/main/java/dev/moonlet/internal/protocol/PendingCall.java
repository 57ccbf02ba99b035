package dev.moonlet.internal.protocol;

import dev.moonlet.codegen.ReplyDecoder;
import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import org.jspecify.annotations.Nullable;

/**
 * A call from the moment it is made to its result: the caller's future, and what outlives a single {@link Attempt}.
 *
 * <p>Its queue changes it under the queue's lock; any thread may end it.
 */
public class PendingCall<T extends @Nullable Object> extends CallFuture<T> {

    /** How often a script is loaded for the same call before this is sent with its text. */
    public static final int ROUNDS = 3;

    private final CallContent<T> call;
    private final CallOptions options;
    private final short slot;
    private long sequence;
    private boolean readOnly;
    private boolean inTransaction;
    private boolean redirected;
    private boolean doubted;

    private volatile @Nullable Attempt<T> attempt;

    /** Changed by its queue, or by the thread that has ended its attempt, so by one at a time. */
    private volatile CallHistory history = CallHistory.NONE;

    /** The calls with which it is sent as one command. */
    private volatile @Nullable BatchCall batch;

    /**
     * A call.
     *
     * @param slot the hash slot of its keys; negative where there is no cluster
     */
    public PendingCall(EncodedCall<T> call, CallOptions options, int slot) {
        this((CallContent<T>) call, options, slot);
    }

    PendingCall(CallContent<T> call, CallOptions options, int slot) {
        this.call = call;
        this.options = options;
        this.slot = (short) slot;
        this.readOnly = call.script().isReadOnly();
        CallProgress progress = call.progress();
        if (progress != null) {
            progress.onPending(this);
        }
    }

    CallContent<T> call() {
        return call;
    }

    /** What is to be written now. */
    CallContent<T> contentToWrite() {
        return call;
    }

    /** What was written last. */
    CallContent<T> contentSent() {
        return call;
    }

    /** What reads the reply. */
    ReplyDecoder<T> decoder() {
        return call.decoder();
    }

    CallOptions options() {
        return options;
    }

    /** How many bytes its keys and arguments take. */
    public int size() {
        return call instanceof EncodedCall<T> encoded ? encoded.size() : 0;
    }

    public final LinkedScript script() {
        return call.script();
    }

    public int slot() {
        return slot;
    }

    /** Its place among the calls of its queue. */
    public final long sequence() {
        return sequence;
    }

    public void sequence(long newSequence) {
        sequence = newSequence;
    }

    /** How many places it takes. */
    public int places() {
        return 1;
    }

    /** Whether nothing may be sent behind it before it is answered. */
    public boolean isExclusive() {
        return false;
    }

    /** Notes that it is sent with others; {@code null} for alone. */
    final void inBatch(@Nullable BatchCall calls) {
        batch = calls;
    }

    public boolean hasKeys() {
        return call.keyCount() > 0;
    }

    /** Whether it has to be sent with its text: else an error of the script could be taken for the server's. */
    public boolean isText() {
        return call.mayRaiseNoscript();
    }

    /** Whether it is sent as a call that can't write. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** Has it sent as any other call. */
    public void forgetReadOnly() {
        readOnly = false;
    }

    /** Whether the server only queues it, so that there is no reply if the transaction is discarded. */
    boolean isInTransaction() {
        return inTransaction;
    }

    public void queueInTransaction() {
        inTransaction = true;
        readOnly = false;
    }

    /** Whether a server has answered that another one has its keys. */
    public boolean isRedirected() {
        return redirected;
    }

    public void redirected(boolean isRedirected) {
        redirected = isRedirected;
    }

    /**
     * Whether an answer says that its function is missing, which may be the reply of the function itself. It is that if the
     * server still has the library.
     */
    public boolean isDoubted() {
        return doubted;
    }

    public void doubted(boolean isDoubted) {
        doubted = isDoubted;
    }

    /** Whether the script may itself reply with a server's error for a function that it does not have. */
    public boolean mayReplyNotFound() {
        return call.mentionsInAnyCase(RetryableError.NOT_FOUND);
    }

    /** How often a server has answered that it does not have the script, or not the command. */
    public int rejections() {
        return history.rejections();
    }

    /** Counts such answers. */
    public void countRejections(int more) {
        history = history.rejected(more);
    }

    /** Whether servers have rejected it so often that there is no use in another try at once. */
    public boolean isRejectedOften() {
        return history.isRejectedOften();
    }

    /** Whether its connection was lost while it was in flight. */
    boolean wasLost() {
        return history.losses() > 0;
    }

    /** Whether that was so before the last loss. */
    public boolean wasLostBefore() {
        return history.losses() > 1;
    }

    /**
     * Makes an attempt, which is the current one from now on.
     *
     * @param generation that of the scripts when it was found out that it can be made
     * @return {@code null} if the call is over
     */
    public @Nullable Attempt<T> attempt(
            AttemptListener listener, LoadedScripts cache, CommandType command, int generation) {
        Attempt<T> next = new Attempt<>(this, listener, cache, command, generation);
        attempt = next;
        if (isDone()) { // the thread that ended it may not have seen this attempt
            next.end();
            return null;
        }
        return next;
    }

    /**
     * Notes that the connection of an attempt was lost, which is over.
     *
     * @return whether the call may be sent again
     */
    public boolean mayRepeatAfter(Attempt<?> lost) {
        boolean written = lost.mayHaveRun();
        if (written) {
            history = history.lost();
        }
        return !inTransaction && (!written || mayRepeat());
    }

    /** The time after which it fails without an answer, in milliseconds; 0 for that of its executor. */
    public int readTimeout() {
        return call.readTimeout();
    }

    /** Whether it may be sent once more: it may run twice, or its outcome is kept. */
    boolean mayRepeat() {
        CallContent<T> content = contentSent();
        return content.isRequest() ? !content.isTooLate(Clock.SYSTEM) : options.isRepeating();
    }

    /** Whether it may have run, and its outcome may be forgotten before it is sent once more. */
    public boolean isTooLateToRepeat() {
        return contentSent().isTooLate(Clock.SYSTEM);
    }

    /** Notes that it was written to a connection. */
    void onWritten() {
        call.onSent(Clock.SYSTEM);
        CallProgress progress = call.progress();
        if (progress != null) {
            progress.onWritten();
        }
    }

    /** Its script is sent to a server that does not have it. */
    public void onLoad() {
        CallProgress progress = call.progress();
        if (progress != null) {
            progress.onLoad();
        }
    }

    /** Notes that it waits for other calls from now on. */
    public void delayed(Clock clock) {
        history = history.delayed(clock);
    }

    /** Notes that it failed for a reason that may pass. */
    public void failedForNow(Clock clock, Throwable reason) {
        history = history.failed(clock, reason);
    }

    /** The call as the client's timeouts see it before there is a command. */
    public RedisCommand<byte[], byte[], Object> description() {
        return ScriptCommandArgs.describe(call);
    }

    /** For how many nanoseconds it has been delayed. */
    public long delayedFor(Clock clock) {
        return history.delayedFor(clock);
    }

    /**
     * Whether it has failed for so long that it is not sent again.
     *
     * @param timeout the timeout of the connection, in nanoseconds
     */
    public boolean isDelayedTooLong(Clock clock, long timeout) {
        return delayedFor(clock) > retryNanos(timeout) || isTooLateToRepeat();
    }

    /**
     * For how many nanoseconds it is repeated if servers reject it.
     *
     * @param timeout the timeout of the connection, in nanoseconds
     */
    public long retryNanos(long timeout) {
        return options.retryNanos(timeout);
    }

    /** How often it failed for a reason that may pass. */
    public int tries() {
        return history.tries();
    }

    /** The last such reason; {@code null} if there was none. */
    public @Nullable Throwable lastFailure() {
        Throwable reason = history.reason();
        BatchCall others = batch;
        return reason != null || others == null ? reason : others.lastFailure();
    }

    /** Whether a server may have run the call. */
    boolean mayHaveRun() {
        Attempt<T> current = attempt;
        BatchCall others = batch;
        return wasLost() || (current != null && current.mayHaveRun()) || (others != null && others.mayHaveRun());
    }

    /** Completes it with what its decoder makes of the next value of a reply. */
    final void answerNext(BufferedReply reply) {
        try {
            complete(reply.decodeNext(script(), decoder()));
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Completes it with what its decoder makes of a reply. */
    void answer(ReplyOutput output) {
        if (inTransaction && !output.hasValues()) {
            fail(new RedisException("script %s was not run: the transaction was discarded".formatted(script().name())));
            return;
        }
        try {
            complete(output.decode(script(), decoder()));
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Fails it. A failure of the connection becomes what it means to the call. */
    public boolean fail(Throwable failure) {
        return completeExceptionally(CallFailures.translated(this, failure));
    }

    /** Its attempt has no reply yet if the caller ends it. */
    @Override
    final void onEnd() {
        super.onEnd();
        Attempt<T> current = attempt;
        if (current != null) {
            current.abandon();
        }
    }
}
