package dev.moonlet.analysis.proposal;

import dev.moonlet.lua.Identifiers;
import dev.moonlet.script.Names;
import dev.moonlet.script.link.LinkedPlaces;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the comments of a script say about its entries, one a line: {@code KEYS[1] 'wait'}, {@code ARGV[2] - the id of the job}. */
final class EntryComments {

    /** What begins such a line. */
    private static final Pattern LINE = Pattern.compile("^[\\s\\-*]*(KEYS|ARGV)\\s*\\[(\\d+)(\\.\\.\\.)?\\](.*)$");

    /** What may be written between the entry and the text. */
    private static final Pattern SEPARATOR = Pattern.compile("^\\s*(?:--+|[-=:>,]+)?\\s*");

    /** A name in quotes, with which a text begins. */
    private static final Pattern QUOTED = Pattern.compile("^(['\"`])([A-Za-z_][\\w-]*)\\1.*");

    /** What follows a name that is written out as words. */
    private static final Pattern CLAUSE = Pattern.compile("[,.;:(?{/'\"].*$|\\s+-.*$");

    /** A text of more words is a sentence. */
    private static final int MAX_WORDS = 4;

    private final Map<String, String> texts = new HashMap<>();

    private EntryComments() {}

    /** The comments of the main file of a script; the first line about an entry counts. */
    static EntryComments of(LinkedPlaces places) {
        EntryComments found = new EntryComments();
        places.ownComments().forEach(comment -> comment.lines().forEach(found::read));
        return found;
    }

    private void read(String line) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
            String text = SEPARATOR.matcher(matcher.group(4)).replaceFirst("").strip();
            texts.putIfAbsent(matcher.group(1) + matcher.group(2), text);
        }
    }

    /** The text about an entry; empty if there is none. */
    String text(String table, int index) {
        return texts.getOrDefault(table + index, "");
    }

    /** The name that the text about an entry gives to it. */
    Optional<String> name(String table, int index) {
        String text = text(table, index);
        Matcher quoted = QUOTED.matcher(text);
        if (quoted.matches()) { // of an argument, these are its values
            return table.equals("ARGV")
                    ? Optional.empty()
                    : name(quoted.group(2).replace('-', '_'));
        }
        String[] words = CLAUSE.matcher(text).replaceFirst("").strip().split("\\s+", -1);
        return words.length > MAX_WORDS ? Optional.empty() : name(String.join("_", words));
    }

    /** {@code job_id} as {@code jobId}: names of several words are those of the comments' authors, who write JavaScript or Java. */
    private static Optional<String> name(String words) {
        String name = words.indexOf('_') > 0 ? Names.camelCase(lowered(words)) : words;
        return Optional.of(name).filter(Identifiers::isName);
    }

    /** {@code Job_ID} as {@code job_ID}: the first letter is small, unless all are capitals. */
    private static String lowered(String words) {
        return words.isEmpty() || words.equals(words.toUpperCase(Locale.ROOT))
                ? words.toLowerCase(Locale.ROOT)
                : Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
