package dev.moonlet.redis;

/**
 * What a command does with a key.
 *
 * @param reads whether it reads its value
 * @param writes whether it writes to it, or removes it
 * @see <a href="https://redis.io/docs/latest/develop/reference/key-specs/">Command key specifications</a>
 */
public record KeyUse(boolean reads, boolean writes) {

    static final KeyUse READ = new KeyUse(true, false);

    /** Reads the flags of a specification: {@code RO}, {@code RW}, {@code OW} for what is overwritten, {@code RM} for what is removed. */
    static KeyUse of(String flags) {
        return new KeyUse(flags.contains("RO") || flags.contains("RW"), !flags.contains("RO"));
    }

    /** This and another use. */
    public KeyUse and(KeyUse other) {
        return new KeyUse(reads || other.reads, writes || other.writes);
    }
}
