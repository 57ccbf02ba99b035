package dev.moonlet;

import io.lettuce.core.RedisException;
import org.jspecify.annotations.Nullable;

/** A {@link Transaction} failed: others write to what it watches again and again, or its connection was lost. */
public final class TransactionException extends RedisException {

    private static final long serialVersionUID = 1L;

    private final boolean inDoubt;

    /**
     * A failed transaction.
     *
     * @param inDoubt whether it may have run
     */
    public TransactionException(String message, boolean inDoubt, @Nullable Throwable cause) {
        super(message, cause);
        this.inDoubt = inDoubt;
    }

    /** Whether it may have run: the connection was lost after {@code EXEC} was sent and before it was answered. */
    public boolean isInDoubt() {
        return inDoubt;
    }
}
