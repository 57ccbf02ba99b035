package dev.moonlet.adopt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The description of a script: the first paragraph of the comment that it begins with. */
final class ScriptDescription {

    private static final Pattern MARKS = Pattern.compile("^[\\s*-]+|[\\s*]+$");

    /** What ends the description in a comment: an empty line, or the list of keys and arguments. */
    private static final Pattern END = Pattern.compile(
            "(?i)(?:(keys|argv|inputs?|outputs?|arguments|args|params?|@\\w+)\\b|(?:key|arg|argument)\\s+#?\\d+\\s*(?:[-=:>]|$)).*");

    /** A line that says nothing about the script: the path of its file, its author, or flags of a server or a tool. */
    private static final Pattern SILENT = Pattern.compile("(?i)[\\w./\\\\-]+\\.lua|!.*|luacheck:.*|author\\b.*");

    /** What only licences say. */
    private static final Pattern LICENCE =
            Pattern.compile("(?i)copyright|\\blicen[cs]ed\\b|SPDX-|all rights reserved|this file is (?:a )?part of");

    /** Code that a comment right above it is about. */
    private static final Pattern DOCUMENTED = Pattern.compile("^(?:local\\s+)?function\\b.*|^local\\s+(?:[\\w, ]+)=.*");

    private final List<String> words = new ArrayList<>();

    private ScriptDescription() {}

    /**
     * The description of a script; empty if there is none.
     *
     * @param comments the comments of the script, in order
     */
    static String of(String text, List<String> comments) {
        String rest = (text.startsWith("#!") ? text.substring(text.indexOf('\n') + 1) : text).stripLeading();
        int next = 0;
        while (next < comments.size()) {
            List<String> run = new ArrayList<>(); // comments without a gap
            boolean gap = false;
            while (!gap && next < comments.size() && begins(rest, comments.get(next))) {
                String comment = comments.get(next++);
                run.add(comment);
                rest = rest.substring(Math.min(rest.length(), comment.length()));
                gap = rest.matches("(?s)[ \\t]*\\R[ \\t]*\\R.*") || comment.startsWith("--[");
                rest = rest.stripLeading();
            }
            if (run.isEmpty()) {
                return "";
            }
            boolean documents = !gap
                    && DOCUMENTED.matcher(rest.lines().findFirst().orElse("")).matches();
            if (documents || LICENCE.matcher(String.join("\n", run)).find()) {
                continue;
            }
            String description = new ScriptDescription().read(run);
            return description.contains(" ") ? description : "";
        }
        return "";
    }

    private static boolean begins(String rest, String comment) {
        return rest.startsWith(comment.lines().findFirst().orElse(" ").strip());
    }

    private String read(List<String> run) {
        for (String comment : run) {
            for (String line : content(comment).lines().toList()) {
                String plain = MARKS.matcher(line).replaceAll("");
                boolean listed = END.matcher(plain).matches();
                if (listed || (plain.isEmpty() && !words.isEmpty())) {
                    return String.join(" ", words);
                }
                if (!plain.isEmpty() && !SILENT.matcher(plain).matches()) {
                    words.add(plain);
                }
            }
        }
        return String.join(" ", words);
    }

    private static String content(String comment) {
        return comment.startsWith("--[") && comment.endsWith("]")
                ? comment.substring(comment.indexOf('[', 3) + 1, comment.lastIndexOf(']', comment.length() - 2))
                : comment;
    }
}
