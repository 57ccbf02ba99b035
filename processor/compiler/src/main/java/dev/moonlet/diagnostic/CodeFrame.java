package dev.moonlet.diagnostic;

import dev.moonlet.source.Position;
import dev.moonlet.source.Printable;
import dev.moonlet.source.SourceFile;

/** The line at fault and, below it, the mark, which is in the column where a terminal shows the marked text. */
final class CodeFrame {

    /** A line longer than this is cut around the mark. */
    private static final int LONGEST_LINE = 160;

    private static final int BEFORE_MARK = 60;
    private static final String CUT = "…";

    private final StringBuilder shown = new StringBuilder();
    private final StringBuilder indentation = new StringBuilder();
    private int marked;

    private CodeFrame() {}

    /**
     * Appends two lines, each behind a line end.
     *
     * @param color what begins the mark
     * @param reset what ends it
     */
    static void append(StringBuilder text, Label label, String color, String reset) {
        SourceFile file = label.file();
        Position start = file.position(label.span().start());
        String line = file.lineText(start.line()).stripTrailing();
        String number = Integer.toString(start.line());
        CodeFrame frame = new CodeFrame();
        int column = Math.min(start.column() - 1, line.length());
        frame.show(line, column, column + label.span().end() - label.span().start());
        text.append("\n  ").append(number).append(" | ").append(frame.shown);
        text.append("\n  ").append(" ".repeat(number.length())).append(" | ").append(frame.indentation);
        text.append(color).append("^".repeat(Math.max(1, frame.marked)));
        if (!label.text().isEmpty()) {
            text.append(' ').append(label.text());
        }
        text.append(reset);
    }

    private void show(String line, int markStart, int markEnd) {
        boolean whole = line.length() <= LONGEST_LINE;
        int from = whole ? 0 : characterAt(line, Math.max(0, markStart - BEFORE_MARK));
        int to = whole ? line.length() : characterAt(line, Math.min(line.length(), from + LONGEST_LINE));
        if (from > 0) {
            shown.append(CUT);
            indentation.append(' ');
        }
        int offset = from;
        while (offset < to) {
            int character = line.codePointAt(offset);
            show(character, offset < markStart, offset >= markStart && offset < markEnd);
            offset += Character.charCount(character);
        }
        shown.append(to < line.length() ? CUT : "");
    }

    private void show(int character, boolean before, boolean inMark) {
        boolean tab = character == '\t';
        String text = tab ? "\t" : Printable.character(character);
        boolean itself = tab || Printable.isPrintable(character);
        int width = itself && !tab ? CharacterWidth.of(character) : text.length();
        shown.append(text);
        if (before) {
            indentation.append(tab ? "\t" : " ".repeat(width));
        }
        marked += inMark ? width : 0;
    }

    /** An offset that is not inside a character of two units. */
    private static int characterAt(String line, int offset) {
        boolean inside = offset > 0
                && offset < line.length()
                && Character.isLowSurrogate(line.charAt(offset))
                && Character.isHighSurrogate(line.charAt(offset - 1));
        return inside ? offset - 1 : offset;
    }
}
