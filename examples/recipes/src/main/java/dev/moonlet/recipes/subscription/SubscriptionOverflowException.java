package dev.moonlet.recipes.subscription;

/** Thrown when a message is taken from a subscription that ended because its queue was full, once the queue is empty. */
public final class SubscriptionOverflowException extends SubscriptionClosedException {

    private static final long serialVersionUID = 1;

    /** For the subscription to a topic. */
    public SubscriptionOverflowException(Topic topic, int capacity) {
        super("the subscription ended because its queue of " + capacity + " messages was full: " + topic
                + "; take messages faster, give a larger capacity, or choose what is dropped");
    }
}
