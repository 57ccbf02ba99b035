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

    /** Reads as {@code decoder} does, of a script that does not declare what it returns. */
    static <T extends @Nullable Object> ReplyDecoder<T> undeclared(ReplyDecoder<T> decoder) {
        return reply -> decoder.decode(reply.undeclared());
    }

    /** Accepts any reply and returns {@code null}: the decoder of methods without a result. */
    static ReplyDecoder<@Nullable Void> nothing() {
        return reply -> {
            reply.discard();
            return null;
        };
    }
}
