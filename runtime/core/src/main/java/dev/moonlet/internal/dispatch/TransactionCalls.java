package dev.moonlet.internal.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.AttemptListener;
import dev.moonlet.internal.protocol.CallFailures;
import dev.moonlet.internal.protocol.CommandSupport;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.PendingCall;
import dev.moonlet.internal.protocol.RetryableError;
import io.lettuce.core.protocol.CommandType;
import java.util.HashSet;
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

    /** The digests of the libraries that the transaction loads before its calls. */
    @GuardedBy("this")
    private final Set<String> libraries = new HashSet<>();

    TransactionCalls(ScriptCache cache) {
        this.cache = cache;
    }

    /** An attempt to queue a call; {@code null} if that is over. */
    @Nullable
    Attempt<?> attempt(PendingCall<?> call) {
        CommandType command = call.script().isFunction()
                ? CommandSupport.ofFunctions(call.isReadOnly())
                : cache.support().chooseText(call.isReadOnly());
        Attempt<?> attempt = call.attempt(this, cache, command, cache.generation());
        if (attempt != null) {
            synchronized (this) {
                queued.add(attempt);
            }
        }
        return attempt;
    }

    /** A transaction begins, which has loaded nothing. */
    synchronized void begin() {
        libraries.clear();
    }

    /** Notes that the library of a function is loaded; false if it was already. */
    synchronized boolean load(LinkedScript function) {
        return libraries.add(function.digest());
    }

    /** Whether the library of a function is loaded before its calls. */
    synchronized boolean isLoaded(LinkedScript function) {
        return libraries.contains(function.digest());
    }

    void onDisconnected() {
        List<Attempt<?>> lost;
        synchronized (this) {
            lost = List.copyOf(queued);
            queued.clear();
        }
        lost.stream().filter(Attempt::end).forEach(attempt -> attempt.call()
                .fail(CallFailures.ofDoubt(attempt.call(), null)));
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
        attempt.call().fail(CallFailures.ofDoubt(attempt.call(), reason));
    }

    @Override
    public void onOutdated(Attempt<?> attempt) {
        onConnectionLost(attempt, new io.lettuce.core.RedisConnectionException("the connection was lost"));
    }
}
