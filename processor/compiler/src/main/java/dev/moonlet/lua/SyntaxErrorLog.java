package dev.moonlet.lua;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.OmittedProblems;
import dev.moonlet.lua.limits.LimitViolation;
import dev.moonlet.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Collects what is wrong with a file, and leaves out what only follows from something that was reported before. */
final class SyntaxErrorLog {

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final FirstError first = new FirstError();
    private final FirstError firstWhereBracketsNest = new FirstError();
    private int silent;
    private int lastOffset = -1;
    private int omitted;
    private boolean closed;

    /** Where a server stops to read. */
    private static final class FirstError {

        private int offset = Integer.MAX_VALUE;
        private OptionalInt line = OptionalInt.empty();

        /** The first one that is added counts. */
        void add(int at, int onLine) {
            if (line.isEmpty()) {
                offset = at;
                line = OptionalInt.of(onLine);
            }
        }

        /** One further in front replaces it. */
        void replace(int at, int onLine) {
            offset = at;
            line = OptionalInt.of(onLine);
        }
    }

    /**
     * Adds an error, unless there is one already at the token where the parser stands: it has not moved on since.
     *
     * @param offset where that token begins
     * @param line the line that Lua would name, which is the one it has come to
     */
    void add(Diagnostic diagnostic, int offset, int line) {
        firstWhereBracketsNest.add(offset, line);
        addWhereBracketsDoNotNest(diagnostic, offset, line);
    }

    /** The same for an error on servers that refuse <code>[[</code> inside of <code>[[ ]]</code>, which others read. */
    void addWhereBracketsDoNotNest(Diagnostic diagnostic, int offset, int line) {
        first.add(offset, line);
        if (offset <= lastOffset || closed || line == silent) {
            return;
        }
        lastOffset = offset;
        if (diagnostics.size() < OmittedProblems.LIMIT) {
            diagnostics.add(diagnostic);
        } else {
            omitted++;
        }
    }

    /** Adds a limit that was passed, unless it is behind an error: the tree of the rest of the file is not reliable. */
    void addLimit(SourceFile file, LimitViolation violation) {
        int line = violation.namesLine() ? Lexer.lineBehind(file, violation.offset()) : 0;
        if (violation.offset() < firstWhereBracketsNest.offset) {
            firstWhereBracketsNest.replace(violation.offset(), line);
        }
        if (violation.offset() < first.offset) {
            first.replace(violation.offset(), line);
            diagnostics.add(0, violation.diagnostic());
        }
    }

    /** Leaves out what else is found on a line. */
    void silence(int line) {
        silent = line;
    }

    /** Leaves out all that comes: the rest of the file was taken for part of a string or a comment. */
    void close() {
        closed = true;
    }

    /** The first errors, and behind them how many more there are. */
    List<Diagnostic> diagnostics() {
        if (omitted == 0) {
            return List.copyOf(diagnostics);
        }
        List<Diagnostic> all = new ArrayList<>(diagnostics);
        Diagnostic last = all.remove(all.size() - 1);
        last.place()
                .map(place -> OmittedProblems.errors(omitted + 1, place.file(), place.span()))
                .ifPresent(all::add);
        return List.copyOf(all);
    }

    /** The line that Lua would name when it refuses the file; empty if it doesn't refuse it. */
    OptionalInt firstLine() {
        return first.line;
    }

    /** The same where <code>[[ ]]</code> may contain <code>[[</code>. */
    OptionalInt firstLineWhereBracketsNest() {
        return firstWhereBracketsNest.line;
    }
}
