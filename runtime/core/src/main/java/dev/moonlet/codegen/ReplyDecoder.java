package dev.moonlet.codegen;

import org.jspecify.annotations.Nullable;

/**
 * Reads a value of one type from a reply. Decoders are stateless.
 *
 * @param <T> the Java type of the value
 */
@FunctionalInterface
public interface ReplyDecoder<T extends @Nullable Object> {

    /**
     * Reads the next value of the reply.
     *
     * @throws dev.moonlet.ReplyMismatchException if the reply holds something else
     */
    T decode(Reply reply);

    /** Accepts any reply and returns {@code null}: the decoder of methods without a result. */
    static ReplyDecoder<@Nullable Void> nothing() {
        return reply -> {
            reply.discard();
            return null;
        };
    }
}
