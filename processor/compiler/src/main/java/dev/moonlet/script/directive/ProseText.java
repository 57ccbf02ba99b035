package dev.moonlet.script.directive;

import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.script.LuaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What in a text shows that it is a sentence, and not the declaration of a key, an argument or a result. */
final class ProseText {

    /** {@code KEYS[1]}, {@code ARGV [2]} */
    private static final Pattern ENTRY = Pattern.compile("(?:KEYS|ARGV)\\s*\\[", Pattern.CASE_INSENSITIVE);

    /** The type of JSDoc: {@code {number}}, <code>{string=}</code>, <code>{{a: number}}</code>. */
    private static final Pattern BRACED = Pattern.compile("\\{(?:\\s*\\{|\\s*[^\\s:,{}]+\\s*\\})");

    /** The beginning of a type with parts: <code>{ name: T }</code>, {@code [T, U]}, {@code table<string, T>}. */
    private static final Pattern NOTATION = Pattern.compile("\\{\\s*\\w+\\s*:.*|\\[\\s*(\\w+).*|table\\s*<.*");

    /** Words with which a sentence goes on behind a word that is a type too. */
    private static final Set<String> CONNECTING = Set.of(
            "and", "as", "code", "encoded", "for", "from", "if", "in", "of", "on", "or", "that", "to", "until", "when",
            "where", "whether", "which", "with");

    /** Words that introduce a condition, as in the description of a boolean. */
    private static final Set<String> CONDITIONS = Set.of("if", "that", "when", "where", "whether", "which");

    /** Words that begin a sentence and are not names. */
    private static final Set<String> BEGINNING = Set.of(
            "a", "all", "an", "any", "each", "every", "how", "is", "it", "its", "of", "one", "that", "the", "these",
            "this", "to", "what", "which");

    /** Words that are near the name of a type and mean something else. */
    private static final Set<String> OTHER_WORDS = Set.of("last", "lost", "next", "state", "stats", "sting", "strong");

    /** Shorter words are near to everything. */
    private static final int LEAST_SLIP = 4;

    private ProseText() {}

    /** The words of a text. */
    static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+", -1));
    }

    /** Whether a text is certainly no declaration: a colon, {@code KEYS[1]}, the braces of JSDoc. */
    static boolean isNoDeclaration(CommentTag tag) {
        String text = tag.text();
        return text.startsWith(":")
                || ENTRY.matcher(text).lookingAt()
                || BRACED.matcher(text).lookingAt();
    }

    /** Whether a text begins with what neither a name nor a type begins with. */
    static boolean beginsLikeNoType(String text) {
        char first = text.charAt(0);
        return (!Character.isAlphabetic(first) && "_{[(".indexOf(first) < 0) || first > '\u007f';
    }

    /** Whether a text begins as types with parts do. */
    static boolean isNotation(String text) {
        Matcher matcher = NOTATION.matcher(text);
        return matcher.matches()
                && (matcher.group(1) == null || TypeReader.names().contains(matcher.group(1)));
    }

    /**
     * Whether a name and what follows it are the beginning of a sentence: {@code the one that is summed}.
     *
     * @param least how many words a sentence has at least
     */
    static boolean isSentence(String text, int least) {
        List<String> words = words(text);
        return words.size() >= least && BEGINNING.contains(words.get(0).toLowerCase(Locale.ROOT));
    }

    /** Whether a type is the first word of a sentence: {@code number of points}. */
    static boolean goesOn(LuaType type, String description) {
        List<String> words = words(description);
        if (!(type instanceof LuaType.Scalar) || words.isEmpty()) {
            return false;
        }
        String word = words.get(0).toLowerCase(Locale.ROOT);
        boolean condition = type == LuaType.Scalar.BOOLEAN && CONDITIONS.contains(word);
        return CONNECTING.contains(word) && !condition;
    }

    /** The letters that a text begins with, in lower case. */
    static String firstWord(String text) {
        return text.replaceAll("(?s)[^\\p{Alpha}].*", "").toLowerCase(Locale.ROOT);
    }

    /** The type that the first word is a typo of; empty where it is another word. */
    static Optional<String> nearType(String text) {
        String word = firstWord(text);
        boolean other = word.length() < LEAST_SLIP || OTHER_WORDS.contains(word) || isPlural(word);
        return other || TypeReader.names().contains(word)
                ? Optional.empty()
                : SpellChecker.nearest(word, TypeReader.names());
    }

    /** Whether a type with parts has a slip in one of them. */
    static boolean hasNearType(String text) {
        return Pattern.compile("[^\\p{Alnum}_]+").splitAsStream(text).anyMatch(word -> nearType(word)
                .isPresent());
    }

    private static boolean isPlural(String word) {
        return word.endsWith("s") && TypeReader.names().contains(word.substring(0, word.length() - 1));
    }
}
