package dev.moonlet.lua;

import dev.moonlet.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Collects what is wrong with a file, and leaves out what only follows from something that was reported before. */
final class SyntaxErrorLog {

    /** Beyond this many, a file is something else than Lua. */
    private static final int MAX_ERRORS = 50;

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private int lastOffset = -1;
    private int firstLine;
    private int firstOffset;
    private boolean closed;

    /**
     * Adds an error, unless there is one already at the token where the parser stands: it has not moved on since.
     *
     * @param offset where that token begins
     * @param line the line that Lua would name, which is the one it has come to
     */
    void add(Diagnostic diagnostic, int offset, int line) {
        if (diagnostics.isEmpty()) {
            firstLine = line;
            firstOffset = offset;
        }
        if (offset > lastOffset && !closed && diagnostics.size() < MAX_ERRORS) {
            diagnostics.add(diagnostic);
            lastOffset = offset;
        }
    }

    /** Adds a limit that was passed, unless it is behind an error: what the parser made of the rest is no measure. */
    void addLimit(ExpressionLimits.Violation violation) {
        if (diagnostics.isEmpty() || violation.offset() < firstOffset) {
            diagnostics.add(0, violation.diagnostic());
            firstLine = violation.line();
        }
    }

    /** Leaves out all that comes: the rest of the file was taken for part of a string or a comment. */
    void close() {
        closed = true;
    }

    /** Whether nothing more would be added. */
    boolean isFull() {
        return closed || diagnostics.size() == MAX_ERRORS;
    }

    List<Diagnostic> diagnostics() {
        return List.copyOf(diagnostics);
    }

    /** The line that Lua would name when it refuses the file; empty if it doesn't refuse it. */
    OptionalInt firstLine() {
        return diagnostics.isEmpty() ? OptionalInt.empty() : OptionalInt.of(firstLine);
    }
}
