package dev.moonlet.adopt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The head of a script: its first line {@code #!lua}, and the comment that documents it. */
final class ScriptHead {

    private static final Pattern MARKS = Pattern.compile("^[\\s*-]+|[\\s*]+$");

    /** What ends the description in a comment: an empty line, or the list of keys and arguments. */
    private static final Pattern END =
            Pattern.compile("(?i)(keys|argv|inputs?|outputs?|arguments|args|params?|@\\w+)\\b.*");

    private ScriptHead() {}

    /** How many lines come before the directives: the line {@code #!lua}, and comment lines without a gap. */
    static int lines(String text) {
        List<String> lines = text.lines().toList();
        int count = !lines.isEmpty() && lines.get(0).startsWith("#!") ? 1 : 0;
        int end = count;
        while (end < lines.size() && isComment(lines.get(end))) {
            end++;
        }
        // The comment right above a function is about that function.
        boolean documents = end == lines.size() || lines.get(end).isBlank();
        return documents ? end : count;
    }

    private static boolean isComment(String line) {
        return line.startsWith("--") && !line.startsWith("--[");
    }

    /**
     * The first paragraph of the comment that a script begins with; empty if there is none.
     *
     * @param comments the comments of the script, in order
     */
    static String description(String text, List<String> comments) {
        String code = text.startsWith("#!") ? text.substring(text.indexOf('\n') + 1) : text;
        List<String> words = new ArrayList<>();
        String rest = code.stripLeading();
        for (String comment : comments) {
            if (!rest.startsWith(comment.lines().findFirst().orElse(" ").strip())) {
                break;
            }
            for (String line : content(comment).lines().toList()) {
                String plain = MARKS.matcher(line).replaceAll("");
                boolean end = plain.isEmpty() || END.matcher(plain).matches();
                if (end && !words.isEmpty()) {
                    return String.join(" ", words);
                }
                if (END.matcher(plain).matches()) {
                    return "";
                }
                if (!plain.isEmpty()) {
                    words.add(plain);
                }
            }
            rest = rest.substring(Math.min(rest.length(), comment.length()));
            if (rest.startsWith("\n\n") || rest.startsWith("\r\n\r\n")) {
                break;
            }
            rest = rest.stripLeading();
        }
        return String.join(" ", words);
    }

    private static String content(String comment) {
        return comment.startsWith("--[") && comment.endsWith("]")
                ? comment.substring(comment.indexOf('[', 3) + 1, comment.lastIndexOf(']', comment.length() - 2))
                : comment;
    }
}
