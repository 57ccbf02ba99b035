package dev.moonlet.redis;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the keys of {@code SORT} behind its first one: the patterns of {@code BY} and {@code GET}, and the destination. Servers report
 * them as unknown.
 *
 * @see <a href="https://redis.io/docs/latest/commands/sort/">SORT</a>
 */
final class SortKeys {

    private static final Set<String> COMMANDS = Set.of("SORT", "SORT_RO");
    private static final int FIRST_OPTION = 2;
    private static final KeyUse WRITTEN = new KeyUse(false, true);

    private SortKeys() {}

    /** The numbers of the words that are keys or patterns of keys, as far as the words before them are known. */
    static Map<Integer, KeyUse> of(List<Optional<String>> words) {
        Map<Integer, KeyUse> places = new TreeMap<>();
        if (words.get(0)
                .map(word -> word.toUpperCase(Locale.ROOT))
                .filter(COMMANDS::contains)
                .isEmpty()) {
            return places;
        }
        int i = FIRST_OPTION;
        while (i < words.size() && words.get(i).isPresent()) {
            String option = words.get(i).get().toUpperCase(Locale.ROOT);
            switch (option) {
                case "BY", "GET" -> {
                    if (isPattern(words, i + 1)) {
                        places.put(i + 1, KeyUse.READ);
                    }
                    i += 2;
                }
                case "STORE" -> {
                    places.put(i + 1, WRITTEN);
                    i += 2;
                }
                case "LIMIT" -> i += 3;
                default -> i++;
            }
        }
        return places;
    }

    /** Without an asterisk, {@code BY} does not sort, and {@code GET #} is the element itself. */
    private static boolean isPattern(List<Optional<String>> words, int place) {
        return place < words.size()
                && words.get(place).filter(word -> word.indexOf('*') < 0).isEmpty();
    }
}
