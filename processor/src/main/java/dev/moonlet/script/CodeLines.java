package dev.moonlet.script;

import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.Comment;
import dev.moonlet.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines of a file without their comments, what is left standing where it stood. */
final class CodeLines {

    private final SourceFile file;
    private final Map<Integer, List<Comment>> comments = new HashMap<>();

    CodeLines(Chunk chunk) {
        this.file = chunk.file();
        for (Comment comment : chunk.comments()) {
            int first = file.line(comment.start());
            int last = file.line(comment.end());
            add(first, comment);
            if (last > first) {
                add(last, comment);
            }
        }
    }

    private void add(int line, Comment comment) {
        comments.computeIfAbsent(line, l -> new ArrayList<>()).add(comment);
    }

    /** The code of a line. */
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
