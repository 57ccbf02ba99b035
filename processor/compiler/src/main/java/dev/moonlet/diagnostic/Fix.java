package dev.moonlet.diagnostic;

import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.List;

/**
 * A change of files that repairs what a diagnostic reports. Tools offer it, and apply it when the user asks for it.
 *
 * <pre>{@code
 * Fix fix = Fix.replace("change to \"redis\"", file, new Span(0, 5), "redis");
 * }</pre>
 *
 * @param title what it does, in the imperative
 * @param edits what it changes; the spans do not overlap, and refer to the texts before the change
 */
public record Fix(String title, List<Edit> edits) {

    /**
     * A change of one place.
     *
     * @param file the file
     * @param span what is replaced; empty where text is inserted
     * @param text what takes its place
     */
    public record Edit(SourceFile file, Span span, String text) {}

    /** Copies the list, and makes the title a printable line. */
    public Fix {
        title = Diagnostic.printable(title);
        edits = List.copyOf(edits);
    }

    /** A fix that changes one place. */
    public static Fix replace(String title, SourceFile file, Span span, String text) {
        return new Fix(title, List.of(new Edit(file, span, text)));
    }
}
