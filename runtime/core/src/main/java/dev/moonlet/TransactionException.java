package dev.moonlet;

import io.lettuce.core.RedisException;
import org.jspecify.annotations.Nullable;

/** A {@link Transaction} came to nothing: others wrote to what it watches again and again, or its connection was lost. */
public final class TransactionException extends RedisException {

    private static final long serialVersionUID = 1L;

    private final boolean inDoubt;

    TransactionException(String message, boolean inDoubt, @Nullable Throwable cause) {
        super(message, cause);
        this.inDoubt = inDoubt;
    }

    /** Whether it may have run: the connection was lost when {@code EXEC} had been sent and not been answered. */
    public boolean isInDoubt() {
        return inDoubt;
    }
}
