package dev.moonlet;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a call came to on one shard: a result, or a failure. Immutable, and safe for use by several threads as far as the result
 * is.
 *
 * @param <T> the type of the result
 */
@Beta
public final class ShardResult<T extends @Nullable Object> {

    private final ShardNode node;
    private final T result;
    private final @Nullable Throwable failure;

    private ShardResult(ShardNode node, T result, @Nullable Throwable failure) {
        this.node = Objects.requireNonNull(node, "node");
        this.result = result;
        this.failure = failure;
    }

    /** A result. */
    public static <T extends @Nullable Object> ShardResult<T> of(ShardNode node, T result) {
        return new ShardResult<>(node, result, null);
    }

    /** A failure: one of the exceptions of {@link ScriptExecutor#execute}. */
    @SuppressWarnings("NullAway") // the result of a failure is never read
    public static <T extends @Nullable Object> ShardResult<T> failed(ShardNode node, Throwable failure) {
        return new ShardResult<>(node, null, Objects.requireNonNull(failure, "failure"));
    }

    /** The server that the call was sent to. */
    public ShardNode node() {
        return node;
    }

    /** Whether there is a result. */
    public boolean isSuccess() {
        return failure == null;
    }

    /**
     * The result.
     *
     * @throws IllegalStateException if there is none; its cause is the failure
     */
    public T result() {
        if (failure != null) {
            throw new IllegalStateException("the call has failed on " + node, failure);
        }
        return result;
    }

    /** The failure: one of the exceptions of {@link ScriptExecutor#execute}; empty if there is a result. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** The server, and the message of the failure; not the result. */
    @Override
    public String toString() {
        return node + (failure == null ? ": ok" : ": " + failure.getMessage());
    }
}
