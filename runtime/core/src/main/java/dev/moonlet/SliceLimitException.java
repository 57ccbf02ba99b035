package dev.moonlet;

/** The slices of a {@link Resumable} have reached a limit before their end. Everything up to {@link #position()} is done. */
@Beta
public final class SliceLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long slices;
    private final transient Object position;

    /**
     * An exception.
     *
     * @param scriptName the script
     * @param limit what was reached: {@code "2 slices"}
     * @param slices how many slices have run
     * @param position where the next one would have begun
     */
    public SliceLimitException(String scriptName, String limit, long slices, Object position) {
        super("script %s stopped at position %s after %d slices: the limit is %s"
                .formatted(scriptName, position, slices, limit));
        this.slices = slices;
        this.position = position;
    }

    /** How many slices have run. */
    public long slices() {
        return slices;
    }

    /** The position at which the next slice would have begun, of the type of the field of the result. */
    public Object position() {
        return position;
    }
}
