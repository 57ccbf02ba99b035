package dev.moonlet.adopt;

import java.util.List;

/** The head of a script: its first line {@code #!lua}, and the comment lines behind it. */
final class ScriptHead {

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
}
