package dev.moonlet.lsp;

import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** Converts between offsets of a file and positions of the protocol, which count UTF-16 units from 0 as Java does. */
final class Positions {

    private Positions() {}

    static Position position(SourceFile file, int offset) {
        int line = file.line(offset);
        return new Position(line - 1, offset - file.lineStart(line));
    }

    static Range range(SourceFile file, Span span) {
        return new Range(position(file, span.start()), position(file, span.end()));
    }

    /** The offset of a position; the nearest one if there is no such position. */
    static int offset(SourceFile file, Position position) {
        if (position.getLine() >= file.lineCount()) {
            return file.text().length();
        }
        int line = Math.max(0, position.getLine()) + 1;
        return Math.min(file.lineStart(line) + Math.max(0, position.getCharacter()), file.lineEnd(line));
    }
}
