package dev.moonlet.recipes.lock;

/**
 * What was held is held no more: its lease ended before it was extended or released, so another owner may have it.
 *
 * <p>Work that was done since can have happened beside that of the next owner. A {@linkplain Lock.Held#token() fencing token}
 * keeps such work out of what it protects.
 */
public final class LeaseLostException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String key;

    LeaseLostException(String key) {
        super("the lease of " + key + " has ended, and another owner may have it;"
                + " take a longer lease, call extend in time, or keepAlive");
        this.key = key;
    }

    /** The key of the lock or the semaphore. */
    public String key() {
        return key;
    }
}
