package dev.moonlet.examples.mails;

import java.time.Duration;

/** A customer has sent all mails that the limit allows. */
public class TooManyMailsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    TooManyMailsException(Duration retryAfter) {
        super("too many mails; try again in " + retryAfter.toMillis() + " ms");
        this.retryAfter = retryAfter;
    }

    /** When the next mail is accepted. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
