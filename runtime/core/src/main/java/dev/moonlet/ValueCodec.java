package dev.moonlet;

/**
 * Makes a value of an application's own type one that Moonlet can send, and back. {@link Codec} says where it applies.
 *
 * <pre>{@code
 * public final class MoneyCodec implements ValueCodec<Money, Long> {
 *     @Override
 *     public Long encode(Money value) {
 *         return value.cents();
 *     }
 *
 *     @Override
 *     public Money decode(Long value) {
 *         return new Money(value);
 *     }
 * }
 * }</pre>
 *
 * <p>Generated code makes one instance, with the constructor that takes nothing, and uses it from any thread, so that a
 * codec keeps no state. What is asynchronous is decoded on a thread of Lettuce: don't block there.
 *
 * @param <T> the application's type
 * @param <V> what Moonlet sends in its place: any type that it binds to the declared one
 */
public interface ValueCodec<T, V> {

    /**
     * The value to send.
     *
     * @param value never {@code null}
     * @return never {@code null}
     * @throws RuntimeException if there is none, which fails the call before anything is sent
     */
    V encode(T value);

    /**
     * The application's value for what Redis replied.
     *
     * @param value never {@code null}
     * @return never {@code null}
     * @throws RuntimeException if there is none, which fails the call with a {@link ReplyMismatchException}
     */
    T decode(V value);
}
