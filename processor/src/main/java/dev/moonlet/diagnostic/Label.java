package dev.moonlet.diagnostic;

import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;

/**
 * A marked piece of a file.
 *
 * @param file the file
 * @param span what is marked
 * @param text what stands beside the mark; may be empty
 */
public record Label(SourceFile file, Span span, String text) {

    /** The place as {@code path:line:column}. */
    public String place() {
        return file.path() + ":" + file.position(span.start());
    }
}
