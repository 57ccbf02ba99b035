package dev.moonlet.internal.protocol;

import dev.moonlet.InDoubtException;
import dev.moonlet.ReplyMismatchException;
import dev.moonlet.ReplyTooDeepException;
import dev.moonlet.ScriptErrorException;
import dev.moonlet.ServerUnavailableException;
import dev.moonlet.codegen.ErrorPrefix;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.protocol.CommandType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The exceptions with which calls end. */
public final class CallFailures {

    private CallFailures() {}

    /** What a failure of the client or the connection means to a call. */
    static Throwable translated(PendingCall<?> call, Throwable failure) {
        if (failure.getClass() == RedisCommandTimeoutException.class) {
            return new RedisCommandTimeoutException("script %s was not answered in time; it %s"
                            .formatted(call.script().name(), outcome(call)))
                    .initCause(failure);
        }
        if (failure instanceof ReplyOutput.NestedTooDeep) {
            return new ReplyTooDeepException(call.script().name(), failure);
        }
        if (failure instanceof ReplyOutput.TooLarge reply) {
            return new ReplyMismatchException(
                    call.script().name(),
                    "",
                    "at most " + ReplyOutput.LARGEST + " elements",
                    reply.announced(),
                    failure);
        }
        if (!ConnectionFailures.isReason(failure)) {
            return failure;
        }
        return call.mayHaveRun()
                ? ofDoubt(call, failure)
                : new ServerUnavailableException(call.script().name(), failure);
    }

    /** The exception for an error reply, with what is known of the server and the script where that alone explains it. */
    public static ScriptErrorException ofReply(
            PendingCall<?> call, CommandSupport support, CommandType sent, String error) {
        return explained(call, support, sent, ErrorReply.parse(error)).toException(call.script());
    }

    /** The exception for a call whose library is missing, with why the server has not loaded it. */
    public static ScriptErrorException ofLibrary(PendingCall<?> call, String error) {
        return ErrorReply.parse(error).because(missing(call.script(), error)).toException(call.script());
    }

    /**
     * The exception for a call that is given up for a reason that could have passed. If it is a request, it may have run before.
     */
    public static @Nullable Throwable ofGivenUp(PendingCall<?> call, @Nullable Throwable reason) {
        return call.wasLost() && call.contentSent().isRequest() ? ofDoubt(call, reason) : reason;
    }

    /** The exception for a call that may have run, and may not run again. */
    public static InDoubtException ofDoubt(PendingCall<?> call, @Nullable Throwable reason) {
        return new InDoubtException(call.script().name(), reason);
    }

    /** The exception for a call that waited for longer than the client lets a command wait. */
    public static Throwable ofWait(PendingCall<?> call) {
        Throwable reason = call.lastFailure();
        if (reason == null) {
            return new RedisCommandTimeoutException("it waited for other calls");
        }
        return call.wasLost() && call.contentSent().isRequest() ? ofDoubt(call, reason) : reason;
    }

    /** What is known of a call that has no answer, as the end of a sentence. */
    public static String outcome(PendingCall<?> call) {
        if (call.isInTransaction()) {
            return "was queued, and runs if the transaction does";
        }
        if (call.mayHaveRun()) {
            return "may have run";
        }
        Throwable reason = call.lastFailure();
        return reason == null ? "was not sent" : "was not run: " + reason.getMessage();
    }

    private static String missing(LinkedScript function, String error) {
        String remedy =
                error.startsWith("NOPERM ") ? ": allow +function|load, or have it loaded by a user who may" : "";
        String library = function instanceof LibraryFunction of ? of.library() : function.name();
        return "the server does not have library " + library + ", and has refused to load it" + remedy;
    }

    private static ErrorReply explained(
            PendingCall<?> call, CommandSupport support, CommandType sent, ErrorReply error) {
        if (call.script().isFunction() && !support.has(sent) && error.isOfScript()) {
            return error.because("functions need Redis 7.0 or Valkey 7.2, and the server is older");
        }
        if (call.isText() && !support.has(sent)) {
            return error.because("its text has to be sent, because it may itself reply with NOSCRIPT");
        }
        Optional<String> flag = support.canRead(call.script())
                ? Optional.empty()
                : call.script().newerFlag();
        if (flag.isPresent()) {
            return error.because("the script has the flag " + flag.get()
                    + ", which needs Redis 7.0 or Valkey 7.2, and the server is older");
        }
        return error.code().equals(ErrorPrefix.NOSCRIPT.name())
                        && CommandSupport.isByDigest(sent)
                        && !support.brings(call.isReadOnly())
                ? error.because("the server does not have the script, and the user may neither load nor send it:"
                        + " allow SCRIPT LOAD or " + (call.isReadOnly() ? "EVAL_RO" : "EVAL"))
                : error;
    }
}
