package dev.moonlet.source;

import java.util.Arrays;
import java.util.Objects;

/**
 * The text of one file and its lines.
 *
 * <p>Lines end as they do for Lua: with LF, CR, or the two together in either order. Immutable but for the table of
 * lines, which is made when it is first asked for; safe for use by several threads.
 */
public final class SourceFile {

    private final String name;
    private final String path;
    private final String text;
    private volatile int[] lineStarts = {};

    /**
     * A file.
     *
     * @param name the path below its script root, for example {@code lib/clock.lua}
     * @param path the path as messages show it, for example {@code src/main/lua/lib/clock.lua}
     * @param text the content
     */
    public SourceFile(String name, String path, String text) {
        this.name = Objects.requireNonNull(name);
        this.path = Objects.requireNonNull(path);
        this.text = Objects.requireNonNull(text);
    }

    /** The path below the script root. */
    public String name() {
        return name;
    }

    /** The path as messages show it. */
    public String path() {
        return path;
    }

    /** The content. */
    public String text() {
        return text;
    }

    /** The characters of a span. */
    public String text(Span span) {
        return text.substring(span.start(), span.end());
    }

    /** The number of lines; what follows the last line end counts as one, even if it is empty. */
    public int lineCount() {
        return lineStarts().length;
    }

    /** The line that holds an offset, from 1. */
    public int line(int offset) {
        int index = Arrays.binarySearch(lineStarts(), offset);
        return index >= 0 ? index + 1 : -index - 1;
    }

    /** The line and column of an offset. */
    public Position position(int offset) {
        int line = line(offset);
        return new Position(line, offset - lineStart(line) + 1);
    }

    /** The offset at which a line starts. */
    public int lineStart(int line) {
        return lineStarts()[line - 1];
    }

    /** The offset after the last character of a line, before its line end. */
    public int lineEnd(int line) {
        int end = line < lineCount() ? lineStart(line + 1) : text.length();
        int start = lineStart(line);
        while (end > start && isLineEnd(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** A line without its line end. */
    public String lineText(int line) {
        return text.substring(lineStart(line), lineEnd(line));
    }

    private int[] lineStarts() {
        int[] starts = lineStarts;
        if (starts.length == 0) {
            starts = findLineStarts();
            lineStarts = starts;
        }
        return starts;
    }

    private int[] findLineStarts() {
        int[] starts = new int[16 + text.length() / 32];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLineEnd(c)) {
                continue;
            }
            if (i + 1 < text.length() && isLineEnd(text.charAt(i + 1)) && text.charAt(i + 1) != c) {
                i++;
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
            }
            starts[count++] = i + 1;
        }
        return Arrays.copyOf(starts, count);
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    @Override
    public String toString() {
        return path;
    }
}
