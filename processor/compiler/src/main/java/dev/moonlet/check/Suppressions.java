package dev.moonlet.check;

import dev.moonlet.lua.Comment;
import dev.moonlet.source.SourceFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The comments of a file that silence checks, in the notation of the Lua language server:
 * {@code ---@diagnostic disable-next-line: code, code}, and {@code disable-line}, {@code disable} and {@code enable}.
 * Without a code, all are meant.
 */
final class Suppressions {

    private static final String TAG = "@diagnostic";

    /** Lines of a file on which a code is silenced; an empty code means all. */
    private record Range(int first, int last, String code) {}

    private final List<Range> ranges = new ArrayList<>();

    private Suppressions() {}

    static Suppressions of(SourceFile file, List<Comment> comments) {
        Suppressions suppressions = new Suppressions();
        for (Comment comment : comments) {
            if (comment.form() == Comment.Form.LINE) {
                suppressions.read(file.text(comment.span()), file.line(comment.start()));
            }
        }
        return suppressions;
    }

    private void read(String comment, int line) {
        int dashes = 0;
        while (dashes < comment.length() && comment.charAt(dashes) == '-') {
            dashes++;
        }
        String text = comment.substring(dashes).strip();
        if (!text.startsWith(TAG)) {
            return;
        }
        String[] parts = text.substring(TAG.length()).strip().split(":", 2);
        List<String> codes = parts.length == 1
                ? List.of("")
                : Arrays.stream(parts[1].split(",", -1)).map(String::strip).toList();
        codes.forEach(code -> add(parts[0].strip(), code, line));
    }

    private void add(String what, String code, int line) {
        switch (what) {
            case "disable-next-line" -> ranges.add(new Range(line + 1, line + 1, code));
            case "disable-line" -> ranges.add(new Range(line, line, code));
            case "disable" -> ranges.add(new Range(line, Integer.MAX_VALUE, code));
            case "enable" -> enable(code, line);
            default -> {}
        }
    }

    private void enable(String code, int line) {
        ranges.replaceAll(range -> range.last() == Integer.MAX_VALUE
                        && (code.isEmpty() || range.code().equals(code))
                ? new Range(range.first(), line - 1, range.code())
                : range);
    }

    boolean silence(String code, int line) {
        return ranges.stream()
                .anyMatch(range -> range.first() <= line
                        && line <= range.last()
                        && (range.code().isEmpty() || range.code().equals(code)));
    }
}
