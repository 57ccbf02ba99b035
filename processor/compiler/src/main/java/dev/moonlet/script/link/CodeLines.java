package dev.moonlet.script.link;

import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.Comment;
import dev.moonlet.source.SourceFile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines of a file that are linked: those with code, without their comments, what is left standing where it stood. */
final class CodeLines {

    private final SourceFile file;
    private final BitSet lines;
    private final Map<Integer, List<Comment>> comments = new HashMap<>();

    /**
     * The lines of a file.
     *
     * @param withComments whether comments stay, lines of nothing else among them
     */
    CodeLines(Chunk chunk, boolean withComments) {
        this.file = chunk.file();
        this.lines = chunk.codeLines();
        for (Comment comment : chunk.comments()) {
            int first = file.line(comment.start());
            int last = file.line(comment.end());
            if (withComments && comment.form() != Comment.Form.PERCENT) {
                lines.set(first, last + 1);
            } else {
                add(first, comment);
                if (last > first) {
                    add(last, comment);
                }
            }
        }
    }

    /** Whether a line is linked. */
    boolean has(int line) {
        return lines.get(line);
    }

    private void add(int line, Comment comment) {
        comments.computeIfAbsent(line, l -> new ArrayList<>()).add(comment);
    }

    /** What is linked of a line. */
    String text(int line) {
        String text = file.lineText(line);
        List<Comment> onLine = comments.get(line);
        if (onLine == null) {
            return text;
        }
        StringBuilder code = new StringBuilder(text);
        boolean toTheEnd = false;
        for (Comment comment : onLine) {
            int start = Math.max(0, comment.start() - file.lineStart(line));
            int end = Math.min(text.length(), comment.end() - file.lineStart(line));
            for (int i = start; i < end; i++) {
                code.setCharAt(i, ' ');
            }
            toTheEnd |= end == text.length();
        }
        return toTheEnd ? code.toString().stripTrailing() : code.toString();
    }
}
