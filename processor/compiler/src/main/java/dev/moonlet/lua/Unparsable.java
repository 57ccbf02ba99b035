package dev.moonlet.lua;

/** Leaves what can't be parsed, after that was reported; the statement around it catches this and goes on behind it. */
final class Unparsable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unparsable() {
        super(null, null, false, false);
    }
}
