package dev.moonlet.analysis.proposal;

import dev.moonlet.script.link.LinkedPlaces;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the comments of a script say about its entries: one a line, {@code KEYS[1] 'wait'}, {@code ARGV[2] - the id of the job} or
 * {@code arg 2 -> the id of the job}; several a line, {@code KEYS[1]=stock  KEYS[2]=cooldown}; or in a list, {@code keys: [stock, cooldown]}.
 */
final class EntryComments {

    /** What begins such a line. */
    private static final Pattern LINE = Pattern.compile("^[\\s\\-*]*(KEYS|ARGV)\\s*\\[(\\d+)(?:\\.\\.\\.)?\\](.*)$");

    /** The same with a number behind a word. */
    private static final Pattern NUMBERED =
            Pattern.compile("(?i)^[\\s\\-*]*(key|arg|argument)\\s+#?(\\d+)\\s*(?:->|=>|[:=]|--?\\s)(.*)$");

    /** The next entry on the same line. */
    private static final Pattern NEXT =
            Pattern.compile("(?:\\s{2,}|[,;|]\\s*)(?=(?:KEYS|ARGV)\\s*\\[\\d+\\]\\s*[-=:])");

    /** What may be written between the entry and the text. */
    private static final Pattern SEPARATOR = Pattern.compile("^\\s*(?:--+|->|=>|[-=:>,]+)?\\s*");

    /** All entries in one list. */
    private static final Pattern LIST = Pattern.compile(
            "(?is)\\b(KEYS|ARGV|values|args|arguments)\\s*[=:]\\s*(?:\\[([^\\[\\]{}=]*)\\]|\\{([^\\[\\]{}=]*)\\})");

    private final Map<String, String> texts = new HashMap<>();

    private EntryComments() {}

    /** The comments of the main file of a script; the first line about an entry counts. */
    static EntryComments of(LinkedPlaces places) {
        EntryComments found = new EntryComments();
        List<String> comments = places.ownComments();
        comments.forEach(comment -> comment.lines().forEach(found::read));
        found.readLists(String.join("\n", comments));
        return found;
    }

    private void read(String line) {
        NEXT.splitAsStream(line).forEach(part -> {
            Matcher matcher = LINE.matcher(part);
            Matcher numbered = NUMBERED.matcher(part);
            if (matcher.matches()) {
                put(matcher.group(1), matcher.group(2), matcher.group(3));
            } else if (numbered.matches()) {
                put(table(numbered.group(1)), numbered.group(2), numbered.group(3));
            }
        });
    }

    private static String table(String word) {
        return word.toLowerCase(Locale.ROOT).startsWith("key") ? "KEYS" : "ARGV";
    }

    private void put(String table, String index, String text) {
        texts.putIfAbsent(
                table + index, SEPARATOR.matcher(text).replaceFirst("").strip());
    }

    private void readLists(String comments) {
        Matcher list = LIST.matcher(comments.replaceAll("\n[ \t]*-*", "\n"));
        while (list.find()) {
            String content = Optional.ofNullable(list.group(2)).orElseGet(() -> list.group(3));
            String[] entries = content.split(",(?![^(]*\\))", -1);
            for (int i = 0; i < entries.length; i++) {
                if (entries[i].codePoints().anyMatch(Character::isLetterOrDigit)) {
                    put(
                            table(list.group(1)),
                            String.valueOf(i + 1),
                            entries[i].strip().replaceAll("\\s+", " "));
                }
            }
        }
    }

    /** The text about an entry; empty if there is none. */
    String text(String table, int index) {
        return texts.getOrDefault(table + index, "");
    }

    /** The name that the text about an entry gives to it. */
    Optional<String> name(String table, int index) {
        return DescribedName.of(table, text(table, index));
    }
}
