package dev.moonlet.internal.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.AttemptListener;
import dev.moonlet.internal.protocol.BatchCall;
import dev.moonlet.internal.protocol.CallFailures;
import dev.moonlet.internal.protocol.CommandSupport;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.PendingCall;
import dev.moonlet.internal.protocol.RetryableError;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The calls that only read, and which the client sends to the server that its {@code ReadFrom} chooses. The server is not known
 * here, so a script is sent along where a server rejects its digest. These calls have no order: replicas may lag.
 */
final class ReplicaReads implements AttemptListener {

    /** For how long calls wait until another one is answered that was sent with their script. */
    private static final long SCRIPT_WAIT_NANOS = 50_000_000;

    private final Dispatcher dispatcher;
    private final CommandWriter writer;
    private final ScriptCache cache;
    private final RetryScheduler scheduler;
    private final Consumer<PendingCall<?>> master;
    private final Consumer<LinkedScript> onText;
    private final Set<String> sent = ConcurrentHashMap.newKeySet();

    /** The calls that wait for the answer to one that was sent with its script, by the digest of that. */
    @GuardedBy("behind")
    private final Map<String, List<PendingCall<?>>> behind = new HashMap<>();

    /**
     * Reads of a connection.
     *
     * @param onText called with each script that is sent with a call
     * @param master takes the calls of a server that can't run them as such that only read
     */
    ReplicaReads(
            Dispatcher dispatcher,
            CommandWriter writer,
            ScriptCache cache,
            RetryScheduler scheduler,
            Consumer<PendingCall<?>> master,
            Consumer<LinkedScript> onText) {
        this.dispatcher = dispatcher;
        this.writer = writer;
        this.cache = cache;
        this.scheduler = scheduler;
        this.master = master;
        this.onText = onText;
    }

    /** Whether a call can be sent here. */
    boolean accepts(PendingCall<?> call) {
        return call.isReadOnly() && (call.script().isFunction() || support().reads());
    }

    private CommandSupport support() {
        return cache.support();
    }

    /** Sends a call at once. */
    void submit(PendingCall<?> call) {
        send(call, isText(call));
    }

    /** Sends calls at once, in one flush. */
    void submit(List<PendingCall<?>> calls) {
        if (!calls.isEmpty()) {
            writer.together(() -> calls.forEach(this::submit));
        }
    }

    /** Whether a call is sent with its text: one that may raise NOSCRIPT, and the first one of a script. */
    private boolean isText(PendingCall<?> call) {
        return !call.script().isFunction()
                && (call.isText()
                        || sent.add(call.script().digest())
                        || !support().has(CommandType.EVALSHA_RO));
    }

    private void send(PendingCall<?> call, boolean text) {
        CommandType command = command(call, text);
        if (call.script().dependency(command) == null) {
            onText.accept(call.script());
        }
        Attempt<?> attempt = call.attempt(this, cache, command, cache.generation());
        if (attempt != null) {
            writer.send(attempt);
        }
    }

    private CommandType command(PendingCall<?> call, boolean text) {
        if (call.script().isFunction()) {
            return CommandSupport.ofFunctions(call.isReadOnly());
        }
        boolean withText = text && support().has(CommandType.EVAL_RO);
        return call.isText() ? support().chooseText(true) : support().choose(true, withText);
    }

    private void sendAgain(PendingCall<?> call, boolean text) {
        send(call, text);
        writer.flush();
    }

    @Override
    public void onFinished(Attempt<?> attempt, boolean answered) {}

    @Override
    public boolean onRejected(Attempt<?> attempt, RetryableError reason, String error) {
        PendingCall<?> call = attempt.call();
        if (call instanceof BatchCall batch && batch.isSplitBy(reason, error)) {
            List<PendingCall<?>> calls = batch.split();
            batch.complete(null);
            submit(calls);
            return true;
        }
        switch (reason) {
            case LOADING, REPLICA, UNAVAILABLE, REDIRECT -> {
                boolean ofCluster = call.slot() >= 0 && reason != RetryableError.REPLICA;
                if (!ofCluster && reason != RetryableError.LOADING) {
                    return false;
                }
                retry(attempt, CallFailures.ofReply(call, support(), attempt.command(), error));
            }
            case NO_COMMAND -> {
                support().lacks(attempt.command());
                call.countRejections(1);
                sendInOtherForm(attempt);
            }
            case NO_SCRIPT -> {
                if (!support().brings(true)) {
                    return false;
                }
                call.countRejections(1);
                if (call.isRejectedOften()) {
                    retry(attempt, CallFailures.ofReply(call, support(), attempt.command(), error));
                } else {
                    sendInOtherForm(attempt);
                }
            }
            case NO_FUNCTION -> sendToMaster(call); // from which the replica gets the library, too
            case NO_SHEBANG, NONE -> {
                return false;
            }
        }
        return true;
    }

    private void sendInOtherForm(Attempt<?> attempt) {
        PendingCall<?> call = attempt.call();
        if (support().reads() && support().has(CommandType.EVAL_RO)) {
            load(call);
        } else if (support().reads() && !CommandSupport.isByDigest(attempt.command())) {
            sendAgain(call, false); // the server may have the script
        } else {
            sendToMaster(call);
        }
    }

    private void sendToMaster(PendingCall<?> call) {
        call.forgetReadOnly();
        master.accept(call);
        writer.flush();
    }

    /**
     * Sends a call with its script, or, if one is on its way already, by digest when that has its answer. That may be an answer
     * of another server, or late, so that none waits for long.
     */
    private void load(PendingCall<?> call) {
        String digest = call.script().digest();
        List<PendingCall<?>> followers = new ArrayList<>();
        List<PendingCall<?>> known;
        synchronized (behind) {
            known = behind.putIfAbsent(digest, followers);
            if (known != null && !call.isRejectedOften()) {
                known.add(call);
                return;
            }
        }
        if (known == null) {
            RetryScheduler.Timer timer = scheduler.schedule(() -> onLoaded(digest, followers), SCRIPT_WAIT_NANOS);
            CompletableFuture<?> unused = call.whenComplete((result, failure) -> {
                timer.cancel();
                onLoaded(digest, followers);
            });
        }
        call.onLoad();
        sendAgain(call, true);
    }

    private void onLoaded(String digest, List<PendingCall<?>> calls) {
        synchronized (behind) {
            if (behind.get(digest) != calls) {
                return; // they have been sent
            }
            behind.remove(digest);
        }
        if (!calls.isEmpty()) {
            writer.together(() -> calls.forEach(call -> send(call, !support().has(CommandType.EVALSHA_RO))));
        }
    }

    @Override
    public void onConnectionLost(Attempt<?> attempt, Throwable reason) {
        PendingCall<?> call = attempt.call();
        if (!call.mayRepeatAfter(attempt)) {
            call.fail(CallFailures.ofDoubt(call, reason));
        } else if (dispatcher.isClosed()) {
            call.fail(reason);
        } else {
            retry(attempt, reason);
        }
    }

    @Override
    public void onOutdated(Attempt<?> attempt) {
        sendAgain(attempt.call(), true);
    }

    private void retry(Attempt<?> attempt, Throwable reason) {
        PendingCall<?> call = attempt.call();
        call.failedForNow(dispatcher.clock(), reason);
        if (call.isDelayedTooLong(dispatcher.clock(), dispatcher.retryTimeout())) {
            call.fail(CallFailures.ofWait(call));
        } else {
            scheduler.schedule(() -> sendAgain(call, true), RetryScheduler.pause(call.tries()) * 1_000_000);
        }
    }
}
