package dev.moonlet.recipes.subscription;

/** What happens to a message that arrives when the queue of its subscription is full. */
public enum Overflow {

    /** The message that has been in the queue for the longest time is dropped. The consumer sees what is new. */
    DROP_OLDEST,

    /** The message that arrives is dropped. The consumer sees what is old. */
    DROP_NEWEST,

    /**
     * The subscription ends. The consumer takes what is in the queue, and then gets a {@link SubscriptionOverflowException}.
     */
    FAIL
}
