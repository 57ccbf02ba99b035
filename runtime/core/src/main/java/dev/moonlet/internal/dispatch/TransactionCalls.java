package dev.moonlet.internal.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.AttemptListener;
import dev.moonlet.internal.protocol.PendingCall;
import dev.moonlet.internal.protocol.RetryableError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a server has queued between {@code MULTI} and {@code EXEC}. When the connection is lost, the client must not
 * send them again, because they would run outside the transaction.
 */
final class TransactionCalls implements AttemptListener {

    private final ScriptCache cache;

    @GuardedBy("this")
    private final Set<Attempt<?>> queued = new LinkedHashSet<>();

    TransactionCalls(ScriptCache cache) {
        this.cache = cache;
    }

    /** An attempt to queue a call; {@code null} if that is over. */
    @Nullable
    Attempt<?> attempt(PendingCall<?> call) {
        Attempt<?> attempt = call.attempt(this, cache, cache.support().chooseText(call.isReadOnly()));
        if (attempt != null) {
            synchronized (this) {
                queued.add(attempt);
            }
        }
        return attempt;
    }

    void onDisconnected() {
        List<Attempt<?>> lost;
        synchronized (this) {
            lost = List.copyOf(queued);
            queued.clear();
        }
        lost.stream().filter(Attempt::end).forEach(attempt -> attempt.call().failInDoubt(null));
    }

    @Override
    public synchronized void onFinished(Attempt<?> attempt, boolean answered) {
        queued.remove(attempt);
    }

    @Override
    public boolean onRejected(Attempt<?> attempt, RetryableError reason, String error) {
        return false;
    }

    @Override
    public void onConnectionLost(Attempt<?> attempt, Throwable reason) {
        onFinished(attempt, false);
        attempt.call().failInDoubt(reason);
    }

    @Override
    public void onOutdated(Attempt<?> attempt) {
        onConnectionLost(attempt, new io.lettuce.core.RedisConnectionException("the connection was lost"));
    }
}
