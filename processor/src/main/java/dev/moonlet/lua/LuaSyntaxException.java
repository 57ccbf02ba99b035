package dev.moonlet.lua;

import dev.moonlet.diagnostic.Diagnostic;

/** Leaves the parser at a syntax error; it never leaves {@link LuaParser}. */
final class LuaSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    LuaSyntaxException(Diagnostic diagnostic) {
        super(diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
