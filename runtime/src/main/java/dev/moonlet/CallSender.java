package dev.moonlet;

/** What has sent a call, and hears of its end. Who keeps no order needs to hear of little. */
interface CallSender {

    /** Whether an error only says that this server can't run the call now, which is sent again a moment later. */
    default boolean isPassing(RetryableError error) {
        return error == RetryableError.LOADING;
    }

    /** By which commands calls can be sent. */
    CommandSupport support();

    /** Hears that the server did not run a call, which has to be sent in another form; then, that it is no longer under way. */
    void refused(ScriptCommand<?> call);

    /** Hears that the client gave a call up for its server is gone; then, that it is no longer under way. */
    void orphaned(ScriptCommand<?> call, Throwable reason);

    /** The number of times that the connection was lost. What was prepared before may no longer be written. */
    default int epoch() {
        return 0;
    }

    /** Hears that the connection was lost in an epoch, of which nothing else may have told. */
    default void lost(int lostEpoch) {}

    /** Ends something that was under way. */
    default void leave() {}
}
