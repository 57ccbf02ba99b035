package dev.moonlet.cli.catalog;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shows the leading comments of scripts: paragraphs, lists whose lines begin with a dash, and code in backquotes. */
final class Prose {

    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern SENTENCE = Pattern.compile("(?s)(.*?[.!?])(?:\\s.*)?");
    private static final Pattern ITEM = Pattern.compile("(?m)^\\s*[-*] ");

    private Prose() {}

    /** All of a comment. */
    static String html(String comment) {
        return Arrays.stream(comment.strip().split("\n\\s*\n"))
                .filter(paragraph -> !paragraph.isBlank())
                .map(Prose::paragraph)
                .collect(Collectors.joining("\n"));
    }

    /** The first sentence of a comment, as text. */
    static String summary(String comment) {
        String paragraph = comment.strip().split("\n\\s*\n", 2)[0];
        Matcher sentence = SENTENCE.matcher(paragraph);
        return (sentence.matches() ? sentence.group(1) : paragraph).replaceAll("\\s+", " ");
    }

    /** Text in which code is in backquotes. */
    static String inline(String text) {
        return CODE.matcher(Html.text(text)).replaceAll("<code>$1</code>");
    }

    private static String paragraph(String paragraph) {
        Matcher item = ITEM.matcher(paragraph);
        if (!item.find()) {
            return "<p>" + inline(paragraph) + "</p>";
        }
        String before = paragraph.substring(0, item.start()).strip();
        String items = ITEM.splitAsStream(paragraph.substring(item.start()))
                .filter(text -> !text.isBlank())
                .map(text -> "<li>" + inline(text.strip()))
                .collect(Collectors.joining("\n"));
        return (before.isEmpty() ? "" : "<p>" + inline(before) + "</p>\n") + "<ul>\n" + items + "\n</ul>";
    }
}
