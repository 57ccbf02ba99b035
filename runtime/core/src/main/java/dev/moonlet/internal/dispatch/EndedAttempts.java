package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.AttemptListener;
import dev.moonlet.internal.protocol.BatchCall;
import dev.moonlet.internal.protocol.Clock;
import dev.moonlet.internal.protocol.RetryableError;

/** What becomes of the attempts of a queue that have ended: their calls are over, or go back to their places. */
final class EndedAttempts implements AttemptListener {

    private final CallQueue queue;
    private final CallTarget target;
    private final Clock clock;

    EndedAttempts(CallQueue queue, CallTarget target, Clock clock) {
        this.queue = queue;
        this.target = target;
        this.clock = clock;
    }

    @Override
    public void onFinished(Attempt<?> attempt, boolean answered) {
        if (answered) {
            attempt.support().proves(attempt.command());
        }
        queue.onFinished(attempt, answered);
    }

    @Override
    public boolean onRejected(Attempt<?> attempt, RetryableError reason, String error) {
        if (attempt.call() instanceof BatchCall batch && batch.isSplitBy(reason, error)) {
            queue.split(attempt, batch);
            return true;
        }
        return follow(Verdict.ofRejection(attempt, reason, error, target, clock), attempt);
    }

    @Override
    public void onOutdated(Attempt<?> attempt) {
        if (attempt.call().isTooLateToRepeat() && attempt.call() instanceof BatchCall batch) {
            queue.split(attempt, batch); // most of its calls may not be late
        } else {
            follow(Verdict.ofOutdated(attempt.call()), attempt);
        }
    }

    @Override
    public void onConnectionLost(Attempt<?> attempt, Throwable reason) {
        follow(Verdict.ofLoss(attempt, reason, target, clock), attempt);
    }

    /** Does what a verdict says. False if what becomes of the call is to be known from its error reply. */
    private boolean follow(Verdict verdict, Attempt<?> attempt) {
        if (verdict.repeated()) {
            queue.repeat(attempt, verdict.pause(), verdict.probing());
        } else if (verdict.failure() != null) {
            attempt.call().fail(verdict.failure());
            onFinished(attempt, false);
        } else {
            return false;
        }
        return true;
    }
}
