package dev.moonlet.diagnostic;

/** How much a {@link Diagnostic} weighs. */
public enum Severity {
    /** The script can't be used. */
    ERROR,
    /** The script can be used, and is probably not what its author means. */
    WARNING,
    /** The script is in order, and could be better. */
    HINT
}
