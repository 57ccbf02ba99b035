package dev.moonlet.script.file;

import dev.moonlet.lua.Comment;
import dev.moonlet.redis.Shebang;
import dev.moonlet.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** The leading comment of a script, which documents it. */
public final class Documentation {

    private Documentation() {}

    /** The lines of comment that the file begins with, up to the first directive, blank line or code; may be empty. */
    public static String of(ParsedFile file) {
        SourceFile source = file.file();
        int line = Shebang.isIn(source) ? 2 : 1;
        List<String> lines = new ArrayList<>();
        for (Comment comment : file.chunk().comments()) {
            if (comment.form() != Comment.Form.LINE || source.line(comment.start()) != line) {
                break;
            }
            String text = content(source.text().substring(comment.start(), comment.end()));
            if (text.startsWith("@")) {
                break;
            }
            lines.add(text);
            line++;
        }
        return String.join("\n", lines).strip();
    }

    private static String content(String comment) {
        int start = 0;
        while (start < comment.length() && comment.charAt(start) == '-') {
            start++;
        }
        return comment.substring(start).strip();
    }
}
