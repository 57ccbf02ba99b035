package dev.moonlet.recipes.subscription;

/** Thrown when a message is taken from a subscription that was closed. */
public class SubscriptionClosedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** For the subscription to a topic. */
    public SubscriptionClosedException(Topic topic) {
        this("the subscription was closed: " + topic);
    }

    SubscriptionClosedException(String message) {
        super(message);
    }
}
