package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.CallFailures;
import dev.moonlet.internal.protocol.Clock;
import dev.moonlet.internal.protocol.CommandSupport;
import dev.moonlet.internal.protocol.ConnectionFailures;
import dev.moonlet.internal.protocol.PendingCall;
import dev.moonlet.internal.protocol.RetryableError;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.CommandType;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a call that a server has rejected, or whose script could not be loaded.
 *
 * @param repeated whether it is sent again
 * @param pause after how many milliseconds
 * @param probing whether it has to show then, alone, that the server accepts calls again
 * @param failure what it fails with otherwise; {@code null} for the error reply that it got
 */
public record Verdict(
        boolean repeated,
        long pause,
        boolean probing,
        @Nullable Throwable failure) {

    /** A redirected attempt makes up to three commands, the two of {@code ASK} among them. */
    private static final int TRIES_OF_A_REDIRECT = 2;

    private static final Verdict AT_ONCE = new Verdict(true, 0, false, null);
    private static final Verdict FINAL = new Verdict(false, 0, false, null);

    /** Of a call that was not written, because it would have been too late, or behind scripts that were lost. */
    static Verdict ofOutdated(PendingCall<?> call) {
        return call.isTooLateToRepeat() ? failed(CallFailures.ofDoubt(call, call.lastFailure())) : AT_ONCE;
    }

    /** Of a call whose connection was lost. */
    static Verdict ofLoss(Attempt<?> attempt, Throwable reason, CallTarget target, Clock clock) {
        PendingCall<?> call = attempt.call();
        if (!call.mayRepeatAfter(attempt)) {
            return failed(CallFailures.ofDoubt(call, reason));
        }
        if (target.isClosed()) {
            return failed(reason);
        }
        call.failedForNow(clock, reason);
        return isGivenUp(call, target, clock)
                ? failed(reason)
                : new Verdict(true, RetryScheduler.pause(call.tries()), true, null);
    }

    private static Verdict failed(@Nullable Throwable failure) {
        return new Verdict(false, 0, false, failure);
    }

    /** Of a call that a server has rejected. */
    static Verdict ofRejection(
            Attempt<?> attempt, RetryableError reason, String error, CallTarget target, Clock clock) {
        PendingCall<?> call = attempt.call();
        if (reason == RetryableError.NO_FUNCTION) {
            return ofMissingFunction(attempt, error, target, clock);
        }
        if (!prepareRepeat(attempt, reason, target)) {
            return reason == RetryableError.NO_SCRIPT ? ofLoadError(attempt) : FINAL;
        }
        boolean passing = reason == RetryableError.LOADING
                || reason == RetryableError.REPLICA
                || reason == RetryableError.UNAVAILABLE;
        if (reason == RetryableError.REDIRECT) {
            call.redirected(!call.script().isFunction() || error.startsWith("ASK "));
            target.learn(error);
        } else if (!passing) {
            call.countRejections(1);
            if (!call.isRejectedOften()) {
                return AT_ONCE;
            }
        }
        call.failedForNow(clock, CallFailures.ofReply(call, attempt.support(), attempt.command(), error));
        if (isGivenUp(call, target, clock)) {
            return failed(CallFailures.ofGivenUp(call, call.lastFailure()));
        }
        if (reason == RetryableError.REDIRECT) {
            long pause = call.tries() == 1 ? 0 : RetryScheduler.pause(call.tries() + TRIES_OF_A_REDIRECT);
            return new Verdict(true, pause, true, null);
        }
        return new Verdict(true, RetryScheduler.pause(call.tries()), passing, null);
    }

    /** Of a call whose function is missing: its library is loaded, unless the server has refused to load it. */
    private static Verdict ofMissingFunction(Attempt<?> attempt, String error, CallTarget target, Clock clock) {
        PendingCall<?> call = attempt.call();
        CommandSupport support = attempt.support();
        attempt.loseScripts();
        String refusal = support.loadError(call.script()).orElse(null);
        if (refusal != null && call.mayReplyNotFound()) {
            return FINAL; // it is unknown whether the function has replied that
        }
        if (refusal != null) {
            Throwable failure = CallFailures.ofLibrary(call, refusal);
            return RetryableError.isOfReplica(refusal) // where the library comes from its master
                    ? later(call, failure, target, clock)
                    : failed(failure);
        }
        Throwable failure = CallFailures.ofReply(call, support, attempt.command(), error);
        call.doubted(call.mayReplyNotFound());
        call.countRejections(1);
        if (call.isRejectedOften()) {
            return later(call, failure, target, clock);
        }
        if (call.isDoubted()) {
            call.failedForNow(clock, failure);
        }
        return AT_ONCE;
    }

    /** Of a call that was sent along with its script: if that could not be loaded, the call fails for the reason of that. */
    private static Verdict ofLoadError(Attempt<?> attempt) {
        PendingCall<?> call = attempt.call();
        CommandSupport support = attempt.support();
        return support.loadError(call.script())
                .map(error -> failed(CallFailures.ofReply(call, support, attempt.command(), error)))
                .orElse(FINAL);
    }

    /** Notes what the server lacks. False if a rejected call can't be sent again, in another form or later. */
    private static boolean prepareRepeat(Attempt<?> attempt, RetryableError reason, CallTarget target) {
        PendingCall<?> call = attempt.call();
        CommandSupport support = attempt.support();
        return switch (reason) {
            case NO_SCRIPT -> {
                attempt.loseScripts();
                yield support.brings(call.isReadOnly()) && support.canRead(call.script());
            }
            case NO_COMMAND -> {
                support.lacks(attempt.command());
                CommandType next = support.command(call);
                yield next != attempt.command() && support.has(next);
            }
            case NO_SHEBANG -> {
                support.lacksShebang();
                yield call.script().newerFlag().isEmpty();
            }
            case REDIRECT, UNAVAILABLE -> call.slot() >= 0;
            case LOADING -> true;
            case REPLICA -> target.isReplicated();
            case NONE, NO_FUNCTION -> false;
        };
    }

    /** Of the first call that waited for scripts to be loaded. */
    static Verdict ofLoading(
            PendingCall<?> call, ScriptCache cache, ScriptCache.Outcome outcome, CallTarget target, Clock clock) {
        CommandSupport support = cache.support();
        if (outcome.isSuccess()) {
            boolean lost = !call.isText()
                    && cache.lacksScriptOf(call)
                    && support.loadError(call.script()).isEmpty();
            call.countRejections(lost ? 1 : 0);
            return lost && call.isRejectedOften() ? later(call, lossOf(call), target, clock) : AT_ONCE;
        }
        String error = outcome.error();
        Throwable failure =
                error == null ? outcome.failure() : CallFailures.ofReply(call, support, CommandType.EVALSHA, error);
        boolean passing = error == null
                ? ConnectionFailures.isLoss(failure) || failure instanceof RedisCommandTimeoutException
                : RetryableError.isPassing(error);
        if (passing && failure != null) {
            return later(call, failure, target, clock);
        }
        if (error != null && support.sendsText(call.isReadOnly()) && call.rejections() < PendingCall.ROUNDS) {
            call.countRejections(PendingCall.ROUNDS); // for the server's answer to the call itself
            return AT_ONCE;
        }
        return failed(failure);
    }

    /** The reply of the server to a call of the missing script, if one has been sent. */
    private static Throwable lossOf(PendingCall<?> call) {
        Throwable known = call.lastFailure();
        return known == null ? new RedisException("the server loses the script again and again") : known;
    }

    private static Verdict later(PendingCall<?> call, Throwable reason, CallTarget target, Clock clock) {
        call.failedForNow(clock, reason);
        return isGivenUp(call, target, clock)
                ? failed(CallFailures.ofGivenUp(call, reason))
                : new Verdict(true, RetryScheduler.pause(call.tries()), true, null);
    }

    /** Whether a call has failed for so long that it is not sent again. */
    static boolean isGivenUp(PendingCall<?> call, CallTarget target, Clock clock) {
        return call.isDelayedTooLong(clock, target.retryTimeout());
    }
}
