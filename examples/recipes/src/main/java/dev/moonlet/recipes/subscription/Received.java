package dev.moonlet.recipes.subscription;

/** What a consumer takes from a subscription: a message, or the report that messages are missing at this place. */
public sealed interface Received<T> {

    /**
     * A message.
     *
     * @param channel where it was published, also for a pattern
     * @param payload what was published, decoded
     */
    record Message<T>(String channel, T payload) implements Received<T> {}

    /**
     * Messages are missing between the one taken before and the one taken next. Read again whatever they would have reported.
     *
     * @param dropped how many were dropped because the queue was full
     * @param disconnected whether the connection was lost. Redis keeps no messages for a subscriber that is away, and how many
     *     were published meanwhile is not known
     */
    record Gap<T>(long dropped, boolean disconnected) implements Received<T> {}
}
