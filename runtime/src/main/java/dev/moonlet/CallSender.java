package dev.moonlet;

/** What has sent a call, and hears of its end. */
interface CallSender {

    /** Hears that the server does not have the script of a call; then, that the call is no longer under way. */
    void refused(ScriptCommand<?> call);

    /** Hears that the client gave a call up for its server is gone; then, that it is no longer under way. */
    void orphaned(ScriptCommand<?> call, Throwable reason);

    /** Whether the connection was lost, so that nothing that was sent may be sent again before the line is. */
    boolean isBroken();

    /** Ends something that was under way. */
    void leave();
}
