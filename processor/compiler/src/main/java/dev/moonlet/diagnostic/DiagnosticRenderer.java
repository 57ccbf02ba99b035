package dev.moonlet.diagnostic;

import dev.moonlet.source.Printable;
import java.util.Locale;

/**
 * Writes a diagnostic for people: the fact, the code at fault, one hint, then what explains it.
 *
 * <pre>
 * src/main/lua/push.lua:3:14: include not found: "lib/prioritty" [include-not-found]
 *   3 | ---@include "lib/prioritty"
 *     |             ^^^^^^^^^^^^^^^ did you mean "lib/priority"?
 *   looked in: src/main/lua/lib/prioritty.lua
 *   included from src/main/lua/all.lua:1
 * </pre>
 *
 * <p>Whatever files are named and hold, the text has no control character but line feeds and tabs, and nothing that
 * reorders a line: {@link Printable} says how these are shown.
 */
public final class DiagnosticRenderer {

    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[1;31m";
    private static final String YELLOW = "\u001b[1;33m";

    private DiagnosticRenderer() {}

    /** The diagnostic as text of several lines, without a line end after the last. */
    public static String render(Diagnostic diagnostic) {
        return render(diagnostic, "", "", "");
    }

    /**
     * The diagnostic as text of several lines that begins with its place and severity, without a line end after the last.
     *
     * @param colors whether the terminal that shows it knows colours
     */
    public static String renderWithSeverity(Diagnostic diagnostic, boolean colors) {
        String severity = diagnostic.severity().name().toLowerCase(Locale.ROOT) + ": ";
        if (!colors) {
            return render(diagnostic, severity, "", "");
        }
        String color = diagnostic.severity() == Severity.ERROR ? RED : YELLOW;
        return render(diagnostic, color + severity + RESET + BOLD, RESET, color);
    }

    private static String render(Diagnostic diagnostic, String severity, String reset, String color) {
        StringBuilder text = new StringBuilder();
        diagnostic.place().ifPresent(label -> text.append(label.place()).append(": "));
        text.append(severity).append(diagnostic.message()).append(reset);
        text.append(" [").append(diagnostic.code()).append(']');
        diagnostic.place().ifPresent(label -> CodeFrame.append(text, label, color, reset));
        for (Label label : diagnostic.related()) {
            text.append("\n  ").append(label.place()).append(": ").append(label.text());
            CodeFrame.append(text, new Label(label.file(), label.span(), ""), "", "");
        }
        diagnostic.notes().forEach(note -> text.append("\n  ").append(note));
        for (Label label : diagnostic.chain()) {
            int line = label.file().line(label.span().start());
            text.append("\n  ")
                    .append(label.text())
                    .append(' ')
                    .append(Printable.line(label.file().path()))
                    .append(':')
                    .append(line);
        }
        return text.toString();
    }
}
