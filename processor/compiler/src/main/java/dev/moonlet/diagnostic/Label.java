package dev.moonlet.diagnostic;

import dev.moonlet.source.Printable;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;

/**
 * A marked piece of a file.
 *
 * @param file the file
 * @param span what is marked
 * @param text the text beside the mark; may be empty
 */
public record Label(SourceFile file, Span span, String text) {

    /** Makes the text printable. */
    public Label {
        text = Diagnostic.printable(text);
    }

    /** The place as {@code path:line:column}, printable. */
    public String place() {
        return Printable.line(file.path()) + ":" + file.position(span.start());
    }
}
