package dev.moonlet;

import dev.moonlet.generated.CompiledScript;
import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import dev.moonlet.generated.ScriptFuture;
import io.lettuce.core.protocol.AsyncCommand;
import org.jspecify.annotations.Nullable;

/** The caller's side of a call, which outlives the command if that has to be sent again. */
final class PendingCall<T extends @Nullable Object> extends ScriptFuture<T> {

    private final ScriptCall call;
    private final ReplyDecoder<T> decoder;
    private volatile @Nullable AsyncCommand<?, ?, ?> command;
    private volatile boolean refusedAgain;

    PendingCall(ScriptCall call, ReplyDecoder<T> decoder) {
        this.call = call;
        this.decoder = decoder;
    }

    ScriptCall call() {
        return call;
    }

    CompiledScript script() {
        return call.script();
    }

    void sentAs(AsyncCommand<?, ?, ?> sent) {
        command = sent;
    }

    /**
     * The server did not have the script.
     *
     * @param behindLoading whether a command that loads it was sent before the call
     */
    void refused(boolean behindLoading) {
        refusedAgain = behindLoading;
    }

    /** Whether loading the script did not help. */
    boolean isRefusedAgain() {
        return refusedAgain;
    }

    void answer(RecordedReply reply) {
        try {
            complete(reply.decode("", decoder));
        } catch (RuntimeException | Error e) {
            completeExceptionally(e);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        AsyncCommand<?, ?, ?> sent = command;
        if (sent != null) {
            sent.cancel(mayInterruptIfRunning);
        }
        return super.cancel(mayInterruptIfRunning);
    }
}
