package dev.moonlet.internal.protocol;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.CompleteableCommand;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One try to run a call: one command of Lettuce's, which one server runs at most once. Whether it is written is decided by one
 * step from {@link State#NEW}, so the thread that ends it earlier knows that it will not run. After a redirect Lettuce writes it
 * again, to the server that has the keys.
 *
 * <p>Lettuce skips a command that is done. It asks before it encodes, though, and after a lost connection some of its
 * connections encode a command once more. What must not be written then is replaced by a {@code PING}, because Lettuce expects
 * a reply to each command that it has encoded.
 */
public final class Attempt<T extends @Nullable Object>
        implements RedisCommand<byte[], byte[], ReplyOutput>, CompleteableCommand<Object> {

    /** Where an attempt is. */
    enum State {
        /** It was not written yet. */
        NEW,
        /** It was written; the server may run it. */
        WRITTEN,
        /** It was written, and would have been written once more on another connection. */
        RESENT,
        /** It would have been written when its generation of scripts was lost, or it was too late to repeat the call. */
        OUTDATED,
        /** It is over and was never written. */
        UNWRITTEN,
        /** It is over; the server did not run it. */
        REJECTED,
        /** It is over; the server may have run it. */
        OVER
    }

    private static final byte[] PING = "*1\r\n$4\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final VarHandle STATE;
    private static final VarHandle ON_END;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Attempt.class, "state", State.class);
            ON_END = lookup.findVarHandle(Attempt.class, "onEnd", BiConsumer.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final PendingCall<T> call;
    private final AttemptListener listener;
    private final LoadedScripts cache;
    private final LinkedScript script;
    private final CommandType command;
    private final ReplyOutput output;
    private final int generation;
    private volatile State state = State.NEW;
    private volatile @Nullable BiConsumer<? super Object, Throwable> onEnd;

    Attempt(PendingCall<T> call, AttemptListener listener, LoadedScripts cache, CommandType command, int generation) {
        this.call = call;
        this.listener = listener;
        this.cache = cache;
        this.script = cache.support().readable(call.script());
        this.command = command;
        this.output = new ReplyOutput(call.slot(), call.isInTransaction());
        this.generation = generation;
    }

    public PendingCall<T> call() {
        return call;
    }

    /** The command that was sent. */
    public CommandType command() {
        return command;
    }

    /** What the server has to have for it; {@code null} if it brings its text. */
    public @Nullable String dependency() {
        return script.dependency(command);
    }

    /** What was known of the server when this was prepared. */
    public CommandSupport support() {
        return cache.support();
    }

    /** The server does not have the script. */
    public void loseScripts() {
        cache.clear(generation);
    }

    /** The generation of loaded scripts that it belongs to. */
    public int generation() {
        return generation;
    }

    /** Whether it is still to be written. */
    public boolean isNew() {
        return state == State.NEW;
    }

    /** Whether the server may run it, or may have. */
    boolean mayHaveRun() {
        State now = state;
        return now == State.WRITTEN || now == State.RESENT || now == State.OVER;
    }

    /** Whether its last answer was that another server has the keys. */
    boolean isRedirected() {
        return output.isRedirected();
    }

    /** Ends it; false if it is over already. Its listener is not called. */
    public boolean end() {
        return move(State.NEW, State.UNWRITTEN) || endWritten();
    }

    /** Returns its call to the queue because it was not written. */
    public void handBack() {
        if (endUnwritten()) {
            listener.onOutdated(this);
        }
    }

    /** Ends it if it was not written. */
    public boolean endUnwritten() {
        return move(State.NEW, State.UNWRITTEN);
    }

    private boolean endWritten() {
        State rejected = output.isRedirected() ? State.REJECTED : State.OVER;
        boolean ended = move(State.WRITTEN, rejected)
                || move(State.RESENT, State.OVER)
                || move(State.OUTDATED, State.UNWRITTEN);
        return ended;
    }

    private boolean move(State from, State to) {
        boolean moved = STATE.compareAndSet(this, from, to);
        if (moved && to.compareTo(State.UNWRITTEN) >= 0) {
            runOnEnd();
        }
        return moved;
    }

    @Override
    public boolean isDone() {
        return state.compareTo(State.UNWRITTEN) >= 0;
    }

    @Override
    public void encode(ByteBuf buffer) {
        boolean outdated = generation != cache.generation() || call.isTooLateToRepeat();
        if (outdated && move(State.NEW, State.OUTDATED)) {
            buffer.writeBytes(PING);
        } else if (move(State.NEW, State.WRITTEN) || (state == State.WRITTEN && output.forgetRedirect())) {
            output.clear();
            ScriptCommandArgs.encode(buffer, call.contentToWrite(), script, command);
            call.onWritten();
        } else {
            if (move(State.WRITTEN, State.RESENT)) {
                cache.clear(generation); // what was written behind this one is sent again behind it
            }
            buffer.writeBytes(PING);
        }
    }

    @Override
    public void complete() {
        String error = output.error();
        if (move(State.WRITTEN, error == null ? State.OVER : State.REJECTED)) {
            answer(error);
        } else if (move(State.RESENT, State.OVER)) {
            listener.onConnectionLost(this, new RedisConnectionException("the connection was lost"));
        } else if (move(State.OUTDATED, State.UNWRITTEN)) {
            listener.onOutdated(this);
        }
    }

    private void answer(@Nullable String error) {
        if (error != null && !call.isInTransaction()) {
            RetryableError reason = RetryableError.classify(error, call.call(), command, call.slot());
            boolean repeatable = reason != RetryableError.NONE || call instanceof BatchCall;
            if (repeatable && listener.onRejected(this, reason, error)) {
                return;
            }
        }
        try {
            if (error == null) {
                call.answer(output);
            } else {
                state = State.OVER; // it is the error of the script
                call.fail(CallFailures.ofReply(call, support(), command, error));
            }
        } finally {
            // an error of a script that begins as a server's does may be the server's
            listener.onFinished(this, error == null || !RetryableError.isPassing(error));
        }
    }

    /** Called by Lettuce when there will be no reply. */
    @Override
    public boolean completeExceptionally(Throwable thrown) {
        boolean ended = end(ConnectionFailures.unwrapped(thrown));
        output.stopReadingWhatIsTooLarge(thrown);
        return ended;
    }

    private boolean end(Throwable failure) {
        if (failure instanceof RedisCommandExecutionException && output.hasError()) {
            complete(); // with an error reply, which EXEC passes on as an exception
            return true;
        }
        if (!end()) {
            return false;
        }
        if (ConnectionFailures.isLoss(failure)) {
            listener.onConnectionLost(this, failure);
        } else {
            call.fail(failure);
            listener.onFinished(this, false);
        }
        return true;
    }

    /** Called by Lettuce when it gives up. */
    @Override
    public void cancel() {
        completeExceptionally(new RedisException("the connection was closed"));
    }

    /** Ends it because its caller has ended the call. */
    void abandon() {
        if (end()) {
            listener.onFinished(this, false);
        }
    }

    @Override
    public void onComplete(Consumer<? super Object> action) {
        onComplete((value, failure) -> action.accept(value));
    }

    /** Lettuce has one action, which clears the timeout of the command. */
    @Override
    public void onComplete(BiConsumer<? super Object, Throwable> action) {
        BiConsumer<? super Object, Throwable> before = onEnd;
        onEnd = before == null
                ? action
                : (value, failure) -> {
                    before.accept(value, failure);
                    action.accept(value, failure);
                };
        if (isDone()) {
            runOnEnd();
        }
    }

    @SuppressWarnings({"NullAway", "unchecked"}) // Lettuce's consumers take null for what there is not
    private void runOnEnd() {
        if (onEnd != null) {
            BiConsumer<? super Object, Throwable> action =
                    (BiConsumer<? super Object, Throwable>) ON_END.getAndSet(this, null);
            if (action != null) {
                action.accept(null, null);
            }
        }
    }

    @Override
    public boolean isCancelled() {
        return call.isCancelled();
    }

    @Override
    public ProtocolKeyword getType() {
        return command;
    }

    /** Only a cluster connection asks for them, to find the node. */
    @Override
    public CommandArgs<byte[], byte[]> getArgs() {
        return new ScriptCommandArgs(call.call(), script, command);
    }

    @Override
    public CommandOutput<byte[], byte[], ReplyOutput> getOutput() {
        return output;
    }

    @Override
    public void setOutput(CommandOutput<byte[], byte[], ReplyOutput> newOutput) {
        throw new UnsupportedOperationException("the reply is buffered by the output that the attempt has");
    }

    /** Names the script and no content: Lettuce logs this. */
    @Override
    public String toString() {
        return command + " " + script;
    }
}
