package dev.moonlet.internal.protocol;

import java.time.Duration;

/**
 * How a script keeps the outcomes of its requests.
 *
 * @param name the name of the argument that is the request id
 * @param prefix what the keys for the outcomes begin with
 * @param kept how long they are kept
 */
public record RequestRule(String name, String prefix, Duration kept) {

    /** How long a request may be repeated after it was first sent: its outcome is kept from then on, and longer. */
    long repeatNanos() {
        return kept.toNanos() / 2;
    }
}
