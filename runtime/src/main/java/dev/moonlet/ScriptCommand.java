package dev.moonlet;

import dev.moonlet.generated.CompiledScript;
import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import dev.moonlet.generated.ScriptFuture;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CompleteableCommand;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call as its caller waits for it, and the command that Lettuce sends for it, in one object. It is sent again where a
 * server has lost the script, so that it is done only when the caller has an answer.
 */
final class ScriptCommand<K, V, T extends @Nullable Object> extends ScriptFuture<T>
        implements RedisCommand<K, V, ReplyTape>, CompleteableCommand<T> {

    /** How a call is sent. */
    enum Form {
        /** By digest alone. */
        DIGEST,
        /** By digest, behind a command that loads the script. */
        LOADED,
        /** With the script: loading is not allowed, or was undone again and again. */
        TEXT
    }

    /** What is sent again in place of a call that must not be: it does nothing, and has one reply. */
    private static final byte[] PING = "*1\r\n$4\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII);

    /** The server's own words; a script's error reply that has only the code in common is the script's. */
    private static final String UNKNOWN_SCRIPT = "NOSCRIPT No matching script. Please use EVAL.";

    @SuppressWarnings("rawtypes") // an updater has a class without type arguments
    private static final AtomicIntegerFieldUpdater<ScriptCommand> UNDER_WAY =
            AtomicIntegerFieldUpdater.newUpdater(ScriptCommand.class, "underWay");

    private final CallLane<K, V> lane;
    private final ScriptCall call;
    private final ReplyDecoder<T> decoder;
    private final Delivery delivery;
    private CommandOutput<K, V, ReplyTape> output = new ReplyOutput<>(ScriptCommandArgs.unusedCodec());
    private Form form = Form.DIGEST;
    private boolean refusedAgain;
    private boolean inTransaction;

    /** Whether it was written to a connection since it was prepared. */
    private volatile boolean written;

    @SuppressWarnings("UnusedVariable") // by the updater
    private volatile int underWay;

    ScriptCommand(CallLane<K, V> lane, ScriptCall call, ReplyDecoder<T> decoder, Delivery delivery) {
        this.lane = lane;
        this.delivery = delivery;
        this.call = call;
        this.decoder = decoder;
    }

    CallLane<K, V> lane() {
        return lane;
    }

    CompiledScript script() {
        return call.script();
    }

    /** Whether loading the script did not help. */
    boolean isRefusedAgain() {
        return refusedAgain;
    }

    /** Makes it ready to be sent, once more maybe. The lane hears of the end of each time. */
    void prepare(Form newForm) {
        form = newForm;
        output.setError((String) null);
        written = false;
        underWay = 1;
    }

    /** Tells that the server only queues it, so that there is no reply if the transaction is discarded. */
    void queued() {
        inTransaction = true;
    }

    /** What Lettuce calls when the reply is complete. */
    @Override
    public void complete() {
        if (UNDER_WAY.compareAndSet(this, 1, 0)) {
            try {
                answer();
            } finally {
                lane.leave();
            }
        }
    }

    private void answer() {
        if (inTransaction && output.get().size() == 0 && !output.hasError()) {
            super.completeExceptionally(new RedisException(
                    "script %s was not run: the transaction was discarded".formatted(script().name())));
        } else if (!output.hasError()) {
            try {
                complete(new RecordedReply(script(), output.get()).decode("", decoder));
            } catch (RuntimeException | Error e) {
                super.completeExceptionally(e);
            }
        } else if (form != Form.TEXT && UNKNOWN_SCRIPT.equals(output.getError())) {
            refusedAgain = form == Form.LOADED;
            lane.refused(this);
        } else {
            super.completeExceptionally(new ScriptException(script(), ErrorReply.parse(output.getError())));
        }
    }

    /** What Lettuce calls when there will be no reply. */
    @Override
    public boolean completeExceptionally(Throwable failure) {
        if (failure instanceof RedisCommandExecutionException && output.hasError()) {
            complete(); // with an error reply after all, which EXEC hands over as an exception
            return true;
        }
        boolean doubtful = delivery == Delivery.AT_MOST_ONCE
                && written
                && underWay == 1
                && !(failure instanceof RedisCommandTimeoutException);
        boolean failed =
                super.completeExceptionally(doubtful ? new InDoubtException(script().name(), failure) : failure);
        end();
        return failed;
    }

    /** What Lettuce calls when it gives up. */
    @Override
    public void cancel() {
        completeExceptionally(
                new RedisException(Objects.requireNonNullElse(output.getError(), "the connection was closed")));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        end();
        return cancelled;
    }

    private void end() {
        if (UNDER_WAY.compareAndSet(this, 1, 0)) {
            lane.leave();
        }
    }

    @Override
    public void encode(ByteBuf buffer) {
        if (written && delivery == Delivery.AT_MOST_ONCE) {
            super.completeExceptionally(new InDoubtException(script().name(), null));
            end();
            buffer.writeBytes(PING); // Lettuce expects a reply
            return;
        }
        written = true;
        output.get().clear(); // of what came of a reply before the connection broke, after which Lettuce sends again
        ScriptCommandArgs.encode(buffer, call, form == Form.TEXT);
    }

    @Override
    public ProtocolKeyword getType() {
        return form == Form.TEXT ? ScriptKeyword.EVAL : ScriptKeyword.EVALSHA;
    }

    /** Only a cluster asks for them, to find the node. */
    @Override
    public CommandArgs<K, V> getArgs() {
        return new ScriptCommandArgs<>(call, form == Form.TEXT);
    }

    @Override
    public CommandOutput<K, V, ReplyTape> getOutput() {
        return output;
    }

    @Override
    public void setOutput(CommandOutput<K, V, ReplyTape> newOutput) {
        output = newOutput;
    }

    @Override
    public void onComplete(Consumer<? super T> action) {
        CompletableFuture<Void> unused = thenAccept(action);
    }

    @Override
    @SuppressWarnings("NullAway") // Lettuce's consumers take null for what there is not
    public void onComplete(BiConsumer<? super T, Throwable> action) {
        CompletableFuture<T> unused = whenComplete(action);
    }

    /** Names the script and no content: Lettuce logs this. */
    @Override
    public String toString() {
        return getType() + " " + script();
    }
}
