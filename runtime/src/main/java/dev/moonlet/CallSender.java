package dev.moonlet;

/** What has sent a call, and hears of its end. Who keeps no order needs to hear of little. */
interface CallSender {

    /** Whether an error only says that no server can run the call now, so that it is sent again a moment later. */
    default boolean isPassing(String error) {
        return ServerRefusal.isLoading(error);
    }

    /** Hears that the server does not have the script of a call; then, that the call is no longer under way. */
    void refused(ScriptCommand<?> call);

    /** Hears that the client gave a call up for its server is gone; then, that it is no longer under way. */
    void orphaned(ScriptCommand<?> call, Throwable reason);

    /** Hears that a user may not call scripts by their digests. */
    default void digestForbidden() {}

    /** The number of times that the connection was lost. What was prepared before may no longer be written. */
    default int epoch() {
        return 0;
    }

    /** Hears that the connection was lost in an epoch, of which nothing else may have told. */
    default void lost(int lostEpoch) {}

    /** Ends something that was under way. */
    default void leave() {}
}
