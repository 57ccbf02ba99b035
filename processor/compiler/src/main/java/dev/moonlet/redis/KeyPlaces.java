package dev.moonlet.redis;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the keys of a call, as the server describes where they are.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/key-specs/">Command key specifications</a>
 */
final class KeyPlaces {

    private static final int BEGIN = 0;
    private static final int FIND = 1;
    private static final int FLAGS = 2;
    private static final String UNKNOWN = "unknown";

    private final List<Optional<String>> words;
    private final boolean open;
    private final Map<Integer, KeyUse> places = new TreeMap<>();
    private KeyUse use = KeyUse.READ;

    private KeyPlaces(List<Optional<String>> words, boolean open) {
        this.words = words;
        this.open = open;
    }

    /**
     * The numbers of the words that are certainly keys, and what the command does with each.
     *
     * @param specs the descriptions of keys, as {@code commands.txt} has them
     * @param words the name of the command and what follows, each empty if it is not known
     * @param open whether more words may follow
     */
    static Map<Integer, KeyUse> of(String specs, List<Optional<String>> words, boolean open) {
        KeyPlaces found = new KeyPlaces(words, open);
        for (String spec : specs.split(" ", -1)) {
            String[] parts = spec.split(",", -1);
            if (parts.length > FLAGS && !parts[FLAGS].contains("not_key")) {
                found.use = KeyUse.of(parts[FLAGS]);
                found.begin(parts[BEGIN]).ifPresent(begin -> found.find(begin, parts[FIND]));
            }
        }
        SortKeys.of(words).forEach((place, use) -> found.places.merge(place, use, KeyUse::and));
        found.places.keySet().removeIf(place -> place >= words.size() || isNothing(words, place));
        return found.places;
    }

    /** Whether {@code MIGRATE} has its keys elsewhere, which an empty word in the place of its key means. */
    private static boolean isNothing(List<Optional<String>> words, int place) {
        return words.get(place).filter(String::isEmpty).isPresent()
                && words.get(0).filter("MIGRATE"::equalsIgnoreCase).isPresent();
    }

    private Optional<Integer> begin(String text) {
        if (text.equals(UNKNOWN)) {
            return Optional.empty();
        }
        int at = text.indexOf('@');
        if (at < 0) {
            return Optional.of(Integer.parseInt(text));
        }
        String keyword = text.substring(0, at);
        int from = Integer.parseInt(text.substring(at + 1));
        for (int i = words.size() + from; from < 0 && i > 0; i--) {
            if (words.get(i).filter(keyword::equalsIgnoreCase).isPresent()) {
                return open ? Optional.empty() : Optional.of(i + 1);
            }
        }
        for (int i = Math.max(from, 1); from > 0 && i < words.size(); i++) {
            if (words.get(i).isEmpty()) {
                return Optional.empty();
            }
            if (words.get(i).get().toUpperCase(Locale.ROOT).equals(keyword)) {
                return Optional.of(i + 1);
            }
        }
        return Optional.empty();
    }

    private void find(int begin, String text) {
        String[] parts = text.split(":", -1);
        if (parts[0].equals("range")) {
            range(begin, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
        } else if (parts[0].equals("count")) {
            counted(begin, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
        }
    }

    private void add(int place) {
        places.merge(place, use, KeyUse::and);
    }

    private void range(int begin, int last, int step, int limit) {
        if (last < 0 && open) {
            add(begin);
            return;
        }
        int end = last >= 0 ? begin + last : words.size() + last;
        if (last == -1 && limit > 1) {
            end = begin + (words.size() - begin) / limit - 1;
        }
        for (int i = begin; i <= end; i += step) {
            add(i);
        }
    }

    private void counted(int begin, int countPlace, int first, int step) {
        int place = begin + countPlace;
        if (place >= words.size()) {
            return;
        }
        int count = words.get(place)
                .filter(word -> word.matches("\\d{1,4}"))
                .map(Integer::parseInt)
                .orElse(0);
        for (int i = 0; i < count; i++) {
            add(begin + first + i * step);
        }
    }
}
