package dev.moonlet.diagnostic;

import dev.moonlet.source.Position;
import dev.moonlet.source.SourceFile;

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
 */
public final class DiagnosticRenderer {

    /** A line longer than this is cut around the mark. */
    private static final int LONGEST_LINE = 160;

    private static final int BEFORE_MARK = 60;
    private static final String CUT = "…";

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
        String severity = diagnostic.severity() == Severity.ERROR ? "error: " : "warning: ";
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
        diagnostic.place().ifPresent(label -> appendFrame(text, label, color, reset));
        for (Label label : diagnostic.related()) {
            text.append("\n  ").append(label.place()).append(": ").append(label.text());
            appendFrame(text, new Label(label.file(), label.span(), ""), "", "");
        }
        diagnostic.notes().forEach(note -> text.append("\n  ").append(note));
        for (Label label : diagnostic.chain()) {
            int line = label.file().line(label.span().start());
            text.append("\n  ")
                    .append(label.text())
                    .append(' ')
                    .append(label.file().path())
                    .append(':')
                    .append(line);
        }
        return text.toString();
    }

    private static void appendFrame(StringBuilder text, Label label, String color, String reset) {
        SourceFile file = label.file();
        Position start = file.position(label.span().start());
        String line = file.lineText(start.line()).stripTrailing();
        String number = Integer.toString(start.line());
        int column = Math.min(start.column() - 1, line.length());
        int marked = Math.min(label.span().end(), file.lineEnd(start.line()))
                - label.span().start();
        int from = line.length() <= LONGEST_LINE ? 0 : Math.max(0, column - BEFORE_MARK);
        int to = Math.min(line.length(), from + LONGEST_LINE);
        String before = from > 0 ? CUT : "";
        text.append("\n  ").append(number).append(" | ").append(before);
        text.append(line, from, to).append(to < line.length() ? CUT : "");
        text.append("\n  ").append(" ".repeat(number.length())).append(" | ").append(" ".repeat(before.length()));
        for (int i = from; i < column; i++) {
            text.append(line.charAt(i) == '\t' ? '\t' : ' ');
        }
        text.append(color).append("^".repeat(Math.max(1, Math.min(marked, Math.max(1, to - column)))));
        if (!label.text().isEmpty()) {
            text.append(' ').append(label.text());
        }
        text.append(reset);
    }
}
