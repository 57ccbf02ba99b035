package dev.moonlet.analysis.proposal;

import dev.moonlet.lua.Identifiers;
import dev.moonlet.script.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name that a description gives: {@code jobId} for {@code job id}, {@code result} for {@code the result of the job}. */
final class DescribedName {

    /** A name in quotes, with which a text begins, and one word behind it. */
    private static final Pattern QUOTED = Pattern.compile("^(['\"`])([A-Za-z_][\\w -]*)\\1(?:\\s+([A-Za-z]+)\\s*$)?.*");

    /** The pattern of a key, {@code stock:{id}}. */
    private static final Pattern KEY = Pattern.compile("^[\\w{}-]+(?::[\\w{}-]+)+(?=[\\s,;(]|$)");

    /** What follows a name that is written out as words; an apostrophe inside of a word does not. */
    private static final Pattern CLAUSE =
            Pattern.compile("[,.;:(?{/\"].*$|(?<![A-Za-z])'.*$|'(?![A-Za-z]).*$|\\s+-.*$");

    /** A text of more words is a sentence. */
    private static final int MAX_WORDS = 4;

    /** A name of more words is none. */
    private static final int MAX_HEAD = 3;

    /** Words that say nothing about what an entry is. */
    private static final Set<String> FILLERS =
            Set.of("a", "an", "the", "this", "that", "these", "our", "its", "optional", "some", "given");

    /** Words behind which a text says more about what it has named. */
    private static final Set<String> PREPOSITIONS = Set.of(
            "of",
            "at",
            "to",
            "for",
            "by",
            "in",
            "on",
            "from",
            "with",
            "where",
            "which",
            "when",
            "before",
            "after",
            "into",
            "used",
            "containing",
            "holding",
            "whose",
            "until",
            "per",
            "if",
            "how",
            "what",
            "whether",
            "while",
            "as");

    /** Words of which something is that has a better name. */
    private static final Set<String> COUNTS = Set.of("number", "amount", "count");

    /** Words that say which part of something an entry is, which has to be named too. */
    private static final Set<String> PARTS = Set.of("id", "name", "type", "prefix", "key", "token");

    /** Words that only sentences have. */
    private static final Set<String> VERBS = Set.of(
            "is", "are", "was", "were", "be", "has", "have", "will", "should", "must", "can", "could", "may", "might",
            "does", "do", "not", "and", "or");

    private DescribedName() {}

    /** The name that a description of an entry gives it; empty if it is a sentence, or gives none. */
    static Optional<String> of(String table, String description) {
        Matcher quoted = QUOTED.matcher(description);
        if (quoted.matches()) { // of an argument, these are its values
            String name = quoted.group(2).strip().replaceAll("[\\s-]+", "_");
            String word = quoted.group(3) == null ? "" : "_" + quoted.group(3);
            return table.equals("ARGV") ? Optional.empty() : name(Identifiers.isKeyword(name) ? name + word : name);
        }
        Matcher key = KEY.matcher(description);
        if (key.find()) {
            return lastPart(key.group());
        }
        String clause = CLAUSE.matcher(description.replaceFirst("^as\\s+(?=\\w+$)", ""))
                .replaceFirst("")
                .strip();
        return words(List.of(clause.replaceAll("(?<=\\w)-(?=\\w)", " ").split("\\s+", -1)));
    }

    /** {@code stock} of {@code stock:{id}}, {@code jobs} of {@code queue:name:jobs} */
    private static Optional<String> lastPart(String key) {
        String last = "";
        for (String part : key.split(":", -1)) {
            last = part.contains("{") || part.contains("}") ? last : part;
        }
        return name(last.replace('-', '_'));
    }

    private static Optional<String> words(List<String> all) {
        List<String> words = new ArrayList<>(all);
        words.removeIf(word -> FILLERS.contains(word.toLowerCase(Locale.ROOT)) || word.isEmpty());
        words.replaceAll(word -> word.replaceFirst("'s?$", ""));
        if (words.size() == all.size() && words.size() <= MAX_WORDS) {
            return name(String.join("_", words));
        }
        int end = 0;
        while (end < words.size() && !PREPOSITIONS.contains(words.get(end).toLowerCase(Locale.ROOT))) {
            end++;
        }
        List<String> head = words.subList(0, end);
        if (head.stream().anyMatch(word -> VERBS.contains(word.toLowerCase(Locale.ROOT))) || head.size() > MAX_WORDS) {
            return Optional.empty();
        }
        if (words.size() > MAX_WORDS && head.size() > MAX_HEAD) {
            return Optional.empty();
        }
        List<String> owner = owner(words, end);
        if (!head.isEmpty() && !owner.isEmpty()) {
            String last = head.get(end - 1).toLowerCase(Locale.ROOT);
            List<String> before = head.subList(0, end - 1);
            if (COUNTS.contains(last) && !before.isEmpty()) { // max number of jobs
                return name(String.join("_", before) + "_" + String.join("_", owner));
            }
            if (PARTS.contains(last)) { // id of the job
                return name(String.join("_", owner) + "_" + String.join("_", head));
            }
        }
        return name(String.join("_", head));
    }

    /** {@code job} of {@code id of job which waits}; empty where no {@code of} follows. */
    private static List<String> owner(List<String> words, int end) {
        if (end >= words.size() || !words.get(end).equals("of")) {
            return List.of();
        }
        List<String> owner = words.subList(end + 1, words.size()).stream()
                .takeWhile(word -> !PREPOSITIONS.contains(word.toLowerCase(Locale.ROOT)))
                .toList();
        return owner.size() > MAX_HEAD ? List.of() : owner;
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
