package dev.moonlet;

import dev.moonlet.generated.CompiledScript;
import dev.moonlet.generated.ErrorPrefix;
import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A call as its caller waits for it, and the command that Lettuce sends for it, in one object. It is sent again where a
 * server has lost the script, or has lost the keys to another one, so that it is done only when the caller has an answer.
 */
// Long for one object has three sides: the caller's future, the command of Lettuce, and who sends it again. A second
// object would be one more for each call.
final class ScriptCommand<T extends @Nullable Object> extends AwaitedFuture<T>
        implements RedisCommand<byte[], byte[], ReplyRecorder> {

    /** How a call is to be sent, as far as the server has the commands for it. */
    enum Form {
        /** By digest alone. */
        DIGEST,
        /** By digest, behind a command that loads the script. */
        LOADED,
        /** With the script: loading is not allowed, or was undone again and again. */
        TEXT
    }

    /** Why a call is not answered yet, since when and how often; no reason but other calls if it has only waited for its turn. */
    private record Trouble(long since, int times, @Nullable Throwable reason) {}

    /** What is sent again in place of a call that must not be: it does nothing, and has one reply. */
    private static final byte[] PING = "*1\r\n$4\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII);

    /** How often a replica may say that it does not have the script before the script is sent to it. */
    private static final int OFTEN = 4;

    @SuppressWarnings("rawtypes") // an updater has a class without type arguments
    private static final AtomicIntegerFieldUpdater<ScriptCommand> UNDER_WAY =
            AtomicIntegerFieldUpdater.newUpdater(ScriptCommand.class, "underWay");

    private static final int MOST_COUNTED = Byte.MAX_VALUE;

    private final ScriptCall call;
    private final ReplyDecoder<T> decoder;
    private final Delivery delivery;
    private final @Nullable SlotLine slot;
    private @Nullable CallSender sender;
    private final ReplyRecorder output;
    private Form form = Form.DIGEST;
    private CommandType command = CommandType.EVALSHA;
    private CompiledScript script;
    private boolean readOnly;
    private boolean refusedAgain;
    private byte refusals;
    private byte losses;
    private boolean inTransaction;
    private boolean redirected;
    private long turn;
    private int epoch;

    /** The command that is the caller's future: this one, or the one that it does the work of. */
    private final ScriptCommand<T> root;

    /**
     * Of the root: which command does its work now, whether one was written that no server has refused, whether one was
     * before whose answer was lost, what has kept it from being answered, and whether its caller hears of its end, so that
     * none must be written any more. Who writes, and who ends it, holds the monitor of the root.
     */
    private volatile @Nullable ScriptCommand<T> successor;

    private volatile boolean sent;
    private volatile boolean doubtful;
    private volatile boolean sealed;
    private volatile @Nullable Trouble trouble;

    /** Whether it was written to a connection since it was prepared. */
    private volatile boolean written;

    /** Whether a command that does nothing was sent in its place, so that it has to be sent again. */
    private volatile boolean withdrawn;

    /** Whether another command does its work, so that this one is no more than the caller's future. */
    private volatile boolean replaced;

    @SuppressWarnings("UnusedVariable") // by the updater
    private volatile int underWay;

    ScriptCommand(ScriptCall call, ReplyDecoder<T> decoder, Delivery delivery, @Nullable SlotLine slot) {
        this(call, decoder, delivery, slot, null);
    }

    private ScriptCommand(
            ScriptCall call,
            ReplyDecoder<T> decoder,
            Delivery delivery,
            @Nullable SlotLine slot,
            @Nullable ScriptCommand<T> root) {
        this.root = root == null ? this : root;
        this.call = call;
        this.decoder = decoder;
        this.delivery = delivery;
        this.slot = slot;
        this.output = new ReplyRecorder(slot);
        this.script = call.script();
        this.readOnly = script.isReadOnly();
    }

    /** Its place among all calls of its slot, or of its lane where there are no slots. */
    long turn() {
        return turn;
    }

    /** Gives it its place, before it is sent or waits for that. */
    void turn(long newTurn) {
        turn = newTurn;
    }

    CompiledScript script() {
        return call.script();
    }

    /** The slot of the keys; {@code null} where there is no cluster. */
    @Nullable
    SlotLine slot() {
        return slot;
    }

    /** The command that is the caller's future. */
    ScriptCommand<T> root() {
        return root;
    }

    /** Whether it has nothing to do any more: answered, cancelled, or replaced. */
    boolean isOver() {
        return replaced || root.sealed || isDone() || root.isDone();
    }

    /** Whether the call was sent, so that it may have run. */
    boolean wasSent() {
        return root.sent || root.doubtful;
    }

    /** What has become of a call that has no answer, as the end of a sentence. */
    String fate() {
        Trouble known = root.trouble;
        if (root.inTransaction) {
            return "was queued, and runs if the transaction does";
        }
        if (wasSent()) {
            return "may have run";
        }
        Throwable reason = known == null ? null : known.reason();
        return reason == null ? "was not sent" : "was not run: " + reason.getMessage();
    }

    /** What kept the call from being answered at last; {@code null} if nothing did. */
    @Nullable
    Throwable lastTrouble() {
        Trouble known = root.trouble;
        return known == null ? null : known.reason();
    }

    /** How often it was sent again for a reason that passes. */
    int triesInVain() {
        Trouble known = root.trouble;
        return known == null ? 0 : known.times();
    }

    /** Notes that it waits for its turn from now on. */
    void waits() {
        if (root.trouble == null) {
            root.trouble = new Trouble(Later.clock.getAsLong(), 0, null);
        }
    }

    /** For how many nanoseconds it has waited for its turn or its answer, since it first had to. */
    long waited() {
        Trouble known = root.trouble;
        return known == null ? 0 : Later.clock.getAsLong() - known.since();
    }

    /**
     * Fails if it has waited for longer than a time, and nobody waits for it who has a time of his own, nor does a server say
     * that it is not ready, which others look after.
     */
    void expire(long nanos) {
        Trouble known = root.trouble;
        if (known == null || waited() < nanos || root.isAwaited()) {
            return;
        }
        Throwable reason = known.reason();
        if (reason != null && !LostConnection.isReason(reason)) {
            return;
        }
        synchronized (root) {
            if (underWay != 0 || isOver()) {
                return;
            }
            root.sealed = true;
        }
        fail(reason == null ? new RedisCommandTimeoutException("it waited for other calls") : reason);
    }

    /** Sees to it that the call is not written any more, before its caller hears whether it was. */
    private void seal() {
        synchronized (root) {
            root.sealed = true;
        }
    }

    /** Notes that the call could not be answered just now, and tells whether that has gone on for longer than a time. */
    boolean isGivenUp(long nanos, Throwable reason) {
        long now = Later.clock.getAsLong();
        Trouble known = root.trouble;
        Trouble next = known == null || known.times() == 0
                ? new Trouble(now, 1, reason)
                : new Trouble(known.since(), known.times() + 1, reason);
        root.trouble = next;
        return now - next.since() > nanos;
    }

    /** Whether loading the script did not help. */
    boolean isRefusedAgain() {
        return refusedAgain;
    }

    /** Whether a server has said that it does not have the script, or not the command. */
    boolean isRefused() {
        return refusals > 0;
    }

    /** Whether servers have rejected it so often that there is no use in another try at once. */
    boolean isRefusedOften() {
        return refusals >= OFTEN;
    }

    boolean hasKeys() {
        return call.keyCount() > 0;
    }

    /** Whether it has to be sent with its text: else an error of the script could be taken for the server's. */
    boolean isText() {
        return call.mayRaiseNoscript();
    }

    /** The command by which it would be sent. */
    CommandType next(CommandSupport support, boolean text) {
        return isText() ? support.chooseText(readOnly) : support.choose(readOnly, text);
    }

    /** Whether it goes as a call that can't write. */
    boolean isReadOnly() {
        return readOnly;
    }

    /** Whether it was sent with the script's digest last, and not with its text. */
    boolean isByDigest() {
        return CommandSupport.isByDigest(command);
    }

    /** Has it sent as any other call, to the server that has the order of calls. */
    void forgetReadOnly() {
        readOnly = false;
    }

    /**
     * Makes it ready to be sent, once more maybe. The sender hears of the end of each time.
     *
     * @param newEpoch the epoch of the sender in which it may be written
     * @return false if it is over, and must not be sent
     */
    boolean prepare(Form newForm, CallSender newSender, int newEpoch) {
        form = newForm;
        command = command(newSender.support());
        script = newSender.support().readable(call.script());
        sender = newSender;
        epoch = newEpoch;
        output.begin(inTransaction);
        written = false;
        withdrawn = false;
        boolean over;
        synchronized (root) { // before or after it expires
            underWay = 1;
            over = isOver();
        }
        if (over) {
            end(); // it may have ended before, when there was nothing to end
            return false;
        }
        return true;
    }

    /** The command by which it can be sent. A script that may reply as a server does that lacks it has its text sent. */
    private CommandType command(CommandSupport support) {
        return inTransaction // where an unknown digest would fail halfway
                ? support.chooseText(readOnly)
                : next(support, form == Form.TEXT);
    }

    /** Whether a server has told that another one has its keys. */
    boolean isRedirected() {
        return redirected;
    }

    /** Tells whether a server has told that another one has its keys. */
    void redirected(boolean isRedirected) {
        redirected = isRedirected;
    }

    /** Tells that the server only queues it, so that there is no reply if the transaction is discarded. */
    void queued() {
        inTransaction = true;
        readOnly = false;
    }

    /**
     * Has another command do its work, and never sends this one any more, even if it stands in the queue of a connection.
     *
     * @return null if there is nothing to do: it may have run and must not run twice, of which its caller hears
     */
    @Nullable
    ScriptCommand<T> replace() {
        ScriptCommand<T> last = root.successor == null ? root : root.successor;
        return last == this ? replaceLast() : null;
    }

    /** The same for the command that does the work now. */
    @Nullable
    ScriptCommand<T> replaceCurrent() {
        ScriptCommand<T> last = root.successor;
        return last == null ? replaceLast() : last.replaceLast();
    }

    private @Nullable ScriptCommand<T> replaceLast() {
        boolean mustNotRunAgain;
        synchronized (root) {
            if (replaced) {
                return null;
            }
            replaced = true;
            root.doubtful |= written && !output.isMoveTold();
            mustNotRunAgain = inTransaction || (written && delivery == Delivery.AT_MOST_ONCE);
        }
        if (mustNotRunAgain) {
            fail(new InDoubtException(script().name(), null));
        }
        end();
        if (root.isDone()) {
            return null;
        }
        ScriptCommand<T> next = new ScriptCommand<>(call, decoder, delivery, slot, root);
        next.turn = turn;
        next.readOnly = readOnly;
        next.refusals = refusals;
        next.losses = (byte) (written ? Math.min(losses + 1, MOST_COUNTED) : losses);
        root.successor = next;
        return next;
    }

    /** What Lettuce calls when the reply is complete. */
    @Override
    public void complete() {
        if (UNDER_WAY.compareAndSet(this, 1, 0)) {
            CallSender answered = requireSender(); // another one may send it again before this one hears of it
            try {
                answer(answered);
            } finally {
                answered.leave();
            }
        }
    }

    private void answer(CallSender answered) {
        String error = output.error();
        if (root.sealed || replaced) {
            return; // what this answers may be what was written in its place
        }
        if (withdrawn) {
            ScriptCommand<T> next = replace();
            if (next != null && next.losses > 1) {
                answered.orphaned(next, new RedisConnectionException("the connection was lost again and again"));
            } else if (next != null) {
                answered.refused(next);
            }
        } else if (inTransaction && !output.hasValues() && error == null) {
            fail(new RedisException("script %s was not run: the transaction was discarded".formatted(script().name())));
        } else if (error == null) {
            try {
                complete(output.decode(script(), decoder));
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        } else if (inTransaction) {
            if (RetryableError.isShebangUnknown(error) && script().hasShebang()) {
                answered.support().lacksShebang(); // for the next transaction
            }
            fail(failure(answered, error));
        } else if (!isSentAgain(answered, error)) {
            fail(failure(answered, error));
        }
    }

    /** Whether a server has not run the call, for a reason that another try may not meet; that is on its way then. */
    private boolean isSentAgain(CallSender answered, String error) {
        RetryableError reason = RetryableError.classify(error, call, command, slot == null ? -1 : slot.slot());
        switch (reason) {
            case NO_SCRIPT, NO_COMMAND, NO_SHEBANG -> {
                Optional<String> loadError = answered.support().loadError(script);
                if (reason == RetryableError.NO_SCRIPT
                        && loadError.isPresent()
                        && !(answered.support().sendsText(readOnly)
                                && answered.support().canRead(script()))) {
                    fail(failure(answered, loadError.get()));
                    return true;
                }
                if (!hasOtherForm(answered.support(), reason)) {
                    return false;
                }
                root.sent = false;
                refusals = (byte) Math.min(refusals + 1, MOST_COUNTED);
                refusedAgain = reason == RetryableError.NO_SCRIPT && form == Form.LOADED;
                if (isRefusedOften()) {
                    answered.orphaned(this, failure(answered, error));
                } else {
                    answered.refused(this);
                }
            }
            case REDIRECT, UNAVAILABLE -> {
                if (slot == null) {
                    return false;
                }
                root.sent = false;
                slot.redirected(this, error);
            }
            default -> {
                if (!answered.isPassing(reason)) {
                    return false;
                }
                root.sent = false;
                answered.orphaned(this, failure(answered, error));
            }
        }
        return true;
    }

    private ScriptException failure(CallSender answered, String error) {
        return new ScriptException(script(), explained(answered.support(), ErrorReply.parse(error)));
    }

    /** The error, with what is known of the server and the script where that alone explains it. */
    private ErrorReply explained(CommandSupport support, ErrorReply error) {
        if (call.mayRaiseNoscript() && !support.has(command)) {
            return error.because("its text has to be sent, because it may itself reply with NOSCRIPT");
        }
        Optional<String> flag = support.canRead(script()) ? Optional.empty() : script().newerFlag();
        if (flag.isPresent()) {
            return error.because("the script has the flag " + flag.get()
                    + ", which needs Redis 7.0 or Valkey 7.2, and the server is older");
        }
        return error.code().equals(ErrorPrefix.NOSCRIPT.name())
                        && CommandSupport.isByDigest(command)
                        && !support.brings(readOnly)
                ? error.because("the server does not have the script, and the user may neither load nor send it:"
                        + " allow SCRIPT LOAD or " + (readOnly ? "EVAL_RO" : "EVAL"))
                : error;
    }

    /** Whether the call can be sent in another form than the one that a server has rejected. */
    private boolean hasOtherForm(CommandSupport support, RetryableError reason) {
        return switch (reason) {
            case NO_SCRIPT -> support.brings(readOnly) && support.canRead(script());
            case NO_COMMAND -> {
                support.lacks(command);
                CommandType next = command(support);
                yield next != command && support.has(next);
            }
            default -> {
                support.lacksShebang();
                yield script().newerFlag().isEmpty();
            }
        };
    }

    private CallSender requireSender() {
        return Objects.requireNonNull(sender, "who sent it prepared it");
    }

    /** What Lettuce calls when there will be no reply. */
    @Override
    public boolean completeExceptionally(Throwable told) {
        Throwable failure = LostConnection.unwrapped(told);
        if (failure instanceof RedisCommandExecutionException && output.hasError()) {
            complete(); // with an error reply after all, which EXEC hands over as an exception
            return true;
        }
        if (replaced && LostConnection.isLoss(failure)) {
            return false; // another command does its work
        }
        if (LostConnection.isReason(failure)) {
            forgetRedirected();
        }
        boolean again = !inTransaction && (delivery == Delivery.AT_LEAST_ONCE || !written);
        if (again && LostConnection.isLoss(failure) && UNDER_WAY.compareAndSet(this, 1, 0)) {
            CallSender ended = requireSender();
            ScriptCommand<T> next = replace(); // for the client may have this one in a queue still
            try {
                if (next != null) {
                    ended.orphaned(next, failure);
                }
            } finally {
                ended.leave();
            }
            return false;
        }
        boolean failed = fail(failure);
        end();
        return failed;
    }

    /** The last server that had it refused it, and the client can't reach the one that it was told of. */
    private void forgetRedirected() {
        synchronized (root) {
            if (!replaced && output.isMoveTold()) {
                written = false;
                root.sent = false;
            }
        }
    }

    /** Hands a failure to the caller. One of the connection is told as what it means to the call. */
    boolean fail(Throwable failure) {
        seal();
        Throwable told = told(failure);
        boolean failed = super.completeExceptionally(told);
        tell(null, told);
        if (root == this) {
            leaveSlot();
        } else {
            root.fail(told);
        }
        return failed;
    }

    /** What a failure of the connection means to the call. */
    private Throwable told(Throwable failure) {
        if (failure.getClass() == RedisCommandTimeoutException.class && root == this) {
            Throwable told = new RedisCommandTimeoutException(
                    "script %s was not answered in time; it %s".formatted(script().name(), fate()));
            return told.initCause(failure);
        }
        if (failure instanceof ReplyRecorder.NestedTooDeep) {
            return new ReplyTooDeepException(script().name(), failure);
        }
        if (failure instanceof ReplyRecorder.MapTooLarge) {
            return new ReplyMismatchException(
                    script().name(), "", "a map of a size that there can be", "a larger one", failure);
        }
        return LostConnection.isReason(failure) ? lost(failure) : failure;
    }

    private ScriptCallException lost(Throwable failure) {
        return wasSent()
                ? new InDoubtException(script().name(), failure)
                : new ServerUnavailableException(script().name(), failure);
    }

    /** What the decoder made of the reply, or whatever else ends the caller's future. */
    @Override
    public boolean complete(T result) {
        boolean completed = super.complete(result);
        tell(result, null);
        end();
        if (root == this) {
            leaveSlot();
        } else {
            root.complete(result);
        }
        return completed;
    }

    /** What Lettuce calls when it gives up. */
    @Override
    public void cancel() {
        completeExceptionally(new RedisException("the connection was closed"));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        seal();
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        tell(null, new CancellationException());
        end();
        if (root == this) {
            leaveSlot();
            ScriptCommand<T> current = successor;
            if (current != null) {
                current.cancel(mayInterruptIfRunning);
            }
        }
        return cancelled;
    }

    private void leaveSlot() {
        if (slot != null) {
            slot.ended(this);
        }
    }

    private void end() {
        if (UNDER_WAY.compareAndSet(this, 1, 0)) {
            requireSender().leave();
        }
    }

    @Override
    public void encode(ByteBuf buffer) {
        if (mayBeWritten()) {
            output.clear(); // of what came of a reply before the client was redirected
            ScriptCommandArgs.encode(buffer, call, script, command);
        } else {
            buffer.writeBytes(PING); // Lettuce expects a reply, which ends this one; nothing may be completed from here
        }
    }

    /** Whether it may be written now. When its connection was lost, it has to go back into the line. */
    private boolean mayBeWritten() {
        synchronized (root) {
            boolean answered = output.forgetError();
            if (isOver()) {
                return false;
            }
            boolean repeated = written && !answered;
            if (repeated) {
                requireSender().lost(epoch);
            }
            if (repeated || requireSender().epoch() != epoch) {
                withdrawn = true;
                return false;
            }
            written = true;
            root.sent = true;
            return true;
        }
    }

    @Override
    public ProtocolKeyword getType() {
        return command;
    }

    /** Only a cluster asks for them, to find the node. */
    @Override
    public CommandArgs<byte[], byte[]> getArgs() {
        return new ScriptCommandArgs(call, script, command);
    }

    @Override
    public CommandOutput<byte[], byte[], ReplyRecorder> getOutput() {
        return output;
    }

    @Override
    public void setOutput(CommandOutput<byte[], byte[], ReplyRecorder> newOutput) {
        throw new UnsupportedOperationException("the reply is recorded");
    }

    /** Names the script and no content: Lettuce logs this. */
    @Override
    public String toString() {
        return getType() + " " + script();
    }
}
