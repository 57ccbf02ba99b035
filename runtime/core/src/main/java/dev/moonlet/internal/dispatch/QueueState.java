package dev.moonlet.internal.dispatch;

/** What a {@link CallQueue} does. New calls wait in all states but the first. */
enum QueueState {
    /** No call waits: new calls are sent at once. */
    FLOWING,
    /** A thread sends calls that have waited. */
    DRAINING,
    /** Calls wait for the answers to those in flight. */
    AWAITING_REPLIES,
    /** Calls wait for their scripts to be loaded. */
    LOADING,
    /** Calls wait for a moment before the next try. */
    BACKING_OFF,
    /** Calls wait for a connection to their server. */
    AWAITING_SERVER
}
