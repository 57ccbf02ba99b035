package dev.moonlet.internal.protocol;

/** Receives the end of attempts. Each attempt ends by one of these calls, or by none if its sender ended it. */
public interface AttemptListener {

    /**
     * The attempt is over, and so is its call.
     *
     * @param answered whether the server has answered it
     */
    void onFinished(Attempt<?> attempt, boolean answered);

    /**
     * The server answered with an error that says that it did not run the call.
     *
     * @return false if the call is not repeated, so that the error is its result
     */
    boolean onRejected(Attempt<?> attempt, RetryableError reason, String error);

    /** The connection was lost before there was an answer, or the client could not send. */
    void onConnectionLost(Attempt<?> attempt, Throwable reason);

    /** The attempt was not written because scripts were lost after it had been prepared. */
    void onOutdated(Attempt<?> attempt);
}
