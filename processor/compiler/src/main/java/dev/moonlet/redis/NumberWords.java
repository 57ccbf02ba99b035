package dev.moonlet.redis;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of calls that have to be whole numbers, where those are written by people: times to live and increments.
 *
 * @see <a href="https://redis.io/docs/latest/commands/expire/">EXPIRE</a>
 */
public final class NumberWords {

    /** What a whole number says. */
    public enum Meaning {
        /** A time to live, or a moment since 1970. */
        SECONDS,
        /** A time to live, or a moment since 1970. */
        MILLISECONDS,
        /** An increment, or another number. */
        NUMBER
    }

    /**
     * A word that has to be a whole number.
     *
     * @param place the number of the word, from 0 for the name of the command
     * @param meaning what it says
     * @param positive whether a server refuses zero and less
     */
    public record NumberWord(int place, Meaning meaning, boolean positive) {}

    private static final Map<String, NumberWord> BY_COMMAND = Map.ofEntries(
            Map.entry("EXPIRE", new NumberWord(2, Meaning.SECONDS, false)),
            Map.entry("PEXPIRE", new NumberWord(2, Meaning.MILLISECONDS, false)),
            Map.entry("HEXPIRE", new NumberWord(2, Meaning.SECONDS, false)),
            Map.entry("HPEXPIRE", new NumberWord(2, Meaning.MILLISECONDS, false)),
            Map.entry("SETEX", new NumberWord(2, Meaning.SECONDS, true)),
            Map.entry("PSETEX", new NumberWord(2, Meaning.MILLISECONDS, true)),
            Map.entry("EXPIREAT", new NumberWord(2, Meaning.SECONDS, false)),
            Map.entry("PEXPIREAT", new NumberWord(2, Meaning.MILLISECONDS, false)),
            Map.entry("INCRBY", new NumberWord(2, Meaning.NUMBER, false)),
            Map.entry("DECRBY", new NumberWord(2, Meaning.NUMBER, false)),
            Map.entry("HINCRBY", new NumberWord(3, Meaning.NUMBER, false)));

    /** Commands that take a time to live behind a word. */
    private static final Set<String> WITH_OPTIONS = Set.of("SET", "GETEX", "HGETEX", "HSETEX");

    private static final int FIRST_OPTION = 2;

    private NumberWords() {}

    /** What follows an option of a command; empty if that is no time to live. */
    public static Optional<Meaning> meaning(String command, String option) {
        return WITH_OPTIONS.contains(command.toUpperCase(Locale.ROOT))
                ? switch (option.toUpperCase(Locale.ROOT)) {
                    case "EX", "EXAT" -> Optional.of(Meaning.SECONDS);
                    case "PX", "PXAT" -> Optional.of(Meaning.MILLISECONDS);
                    default -> Optional.empty();
                }
                : Optional.empty();
    }

    /**
     * The word of a call that has to be a whole number; empty if none is known.
     *
     * @param words the name of the command and what follows, each empty if it is not known
     */
    public static Optional<NumberWord> of(List<Optional<String>> words) {
        String command = upper(words, 0);
        NumberWord fixed = BY_COMMAND.get(command);
        if (fixed != null) {
            return Optional.of(fixed).filter(word -> word.place() < words.size());
        }
        if (!WITH_OPTIONS.contains(command)) {
            return Optional.empty();
        }
        for (int i = command.equals("SET") ? FIRST_OPTION + 1 : FIRST_OPTION; i < words.size() - 1; i++) {
            switch (upper(words, i)) {
                case "EX", "EXAT" -> {
                    return Optional.of(new NumberWord(i + 1, Meaning.SECONDS, true));
                }
                case "PX", "PXAT" -> {
                    return Optional.of(new NumberWord(i + 1, Meaning.MILLISECONDS, true));
                }
                case "FIELDS" -> {
                    return Optional.empty(); // what follows are names
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private static String upper(List<Optional<String>> words, int place) {
        return place < words.size() ? words.get(place).orElse("").toUpperCase(Locale.ROOT) : "";
    }
}
