package dev.moonlet.redis;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Compares words with a grammar, as servers do: options may come in any order, and more than once. A word that is not known fits
 * everywhere.
 */
final class GrammarMatcher {

    /** What begins like no number, of any server; whether it is a whole one, or in range, is not looked at. */
    private static final Pattern NO_NUMBER = Pattern.compile("[-+(]?(?!inf|nan)[a-z_]", Pattern.CASE_INSENSITIVE);

    /** What is no whole number; BITFIELD has offsets of types, {@code #2}. */
    private static final Pattern NOT_WHOLE = Pattern.compile("(?!#?-?\\d+$).*", Pattern.DOTALL);

    private final List<Optional<String>> words;

    /** What comes once for each key. */
    private static final String OF_EACH_KEY = "weight";

    /** How many keys there are; empty if that is not known. */
    private Optional<Integer> keys = Optional.empty();

    /** How many words fit at most, from the first one on. */
    private int furthest;

    private GrammarMatcher(List<Optional<String>> words) {
        this.words = words;
    }

    /**
     * The first word that does not fit; the number of words if some are missing; empty if all is well.
     *
     * @param words those behind the name of the command, each empty if it is not known
     */
    static OptionalInt mismatch(Grammar grammar, List<Optional<String>> words) {
        GrammarMatcher matcher = new GrammarMatcher(words);
        BitSet start = new BitSet();
        start.set(0);
        boolean fits = matcher.ends(grammar, start).get(words.size());
        return fits ? OptionalInt.empty() : OptionalInt.of(matcher.furthest);
    }

    /** Where a sequence can end that begins at one of some places. */
    private BitSet ends(Grammar grammar, BitSet starts) {
        List<Grammar.Element> elements = grammar.elements();
        BitSet reached = starts;
        int i = 0;
        while (i < elements.size() && !reached.isEmpty()) {
            int next = i + 1;
            if (isOption(elements.get(i))) {
                while (next < elements.size() && isOption(elements.get(next))) {
                    next++;
                }
                reached = inAnyOrder(elements.subList(i, next), reached);
            } else if (next < elements.size() && isCount(elements.get(i), elements.get(next))) {
                reached = counted(elements.get(next), reached);
                next++;
            } else {
                reached = ends(elements.get(i), reached);
            }
            i = next;
        }
        return reached;
    }

    private static boolean isOption(Grammar.Element element) {
        return element.isOptional() && element.beginsWithToken();
    }

    private BitSet inAnyOrder(List<Grammar.Element> options, BitSet starts) {
        BitSet reached = (BitSet) starts.clone();
        int before;
        do {
            before = reached.cardinality();
            for (Grammar.Element option : options) {
                reached.or(once(option.atom(), reached));
            }
        } while (reached.cardinality() > before);
        reached.stream().filter(place -> isTokenOf(options, place)).forEach(reached::clear);
        return reached;
    }

    /** Whether a word can't be anything but one of some options: servers take it for that. */
    private boolean isTokenOf(List<Grammar.Element> options, int place) {
        return place < words.size()
                && words.get(place).isPresent()
                && options.stream()
                        .anyMatch(option -> option.atom().firstTokens().anyMatch(token -> fits(token, place)));
    }

    /** Whether an element says how often the next one is repeated. */
    private static boolean isCount(Grammar.Element element, Grammar.Element next) {
        return element.atom() instanceof Grammar.Value value
                && value.isInteger()
                && value.name().startsWith("num")
                && (next.repeated() || repeatedInside(next).isPresent());
    }

    /** What is repeated in brackets. */
    private static Optional<Grammar.Element> repeatedInside(Grammar.Element element) {
        return element.atom() instanceof Grammar.Choice choice
                        && choice.optional()
                        && choice.alternatives().size() == 1
                        && choice.alternatives().get(0).elements().size() == 1
                        && choice.alternatives().get(0).elements().get(0).repeated()
                ? Optional.of(choice.alternatives().get(0).elements().get(0))
                : Optional.empty();
    }

    private BitSet counted(Grammar.Element element, BitSet starts) {
        Grammar.Atom atom = repeatedInside(element).orElse(element).atom();
        BitSet reached = new BitSet();
        starts.stream().filter(place -> place < words.size()).forEach(place -> {
            BitSet first = at(place + 1);
            Optional<Integer> count = words.get(place).flatMap(GrammarMatcher::number);
            if (count.isEmpty()) {
                reached.or(words.get(place).isPresent() ? new BitSet() : repeated(atom, first));
                return;
            }
            keys = count;
            BitSet current = first;
            for (int i = 0; i < count.get() && !current.isEmpty(); i++) {
                current = once(atom, current);
            }
            if (count.get() > 0 || element.isOptional()) {
                reached.or(current);
            }
        });
        return reached;
    }

    private static Optional<Integer> number(String word) {
        try {
            return Optional.of(Integer.parseInt(word));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private BitSet at(int place) {
        BitSet places = new BitSet();
        places.set(place);
        furthest = Math.max(furthest, place);
        return places;
    }

    private BitSet ends(Grammar.Element element, BitSet starts) {
        if (element.repeated()
                && element.atom() instanceof Grammar.Value value
                && value.name().equals(OF_EACH_KEY)
                && keys.isPresent()) {
            BitSet current = starts;
            for (int i = 0; i < keys.get(); i++) {
                current = once(value, current);
            }
            return current;
        }
        return element.repeated() ? repeated(element.atom(), starts) : once(element.atom(), starts);
    }

    private BitSet repeated(Grammar.Atom atom, BitSet starts) {
        BitSet all = new BitSet();
        BitSet current = starts;
        while (!current.isEmpty()) {
            current = once(atom, current);
            current.andNot(all);
            all.or(current);
        }
        return all;
    }

    private BitSet once(Grammar.Atom atom, BitSet starts) {
        BitSet reached = new BitSet();
        if (atom instanceof Grammar.Choice choice) {
            choice.alternatives().forEach(alternative -> reached.or(ends(alternative, starts)));
            if (choice.optional()) {
                reached.or(starts);
            }
        } else {
            starts.stream()
                    .filter(place -> place < words.size() && fits(atom, place))
                    .forEach(place -> reached.or(at(place + 1)));
        }
        return reached;
    }

    private boolean fits(Grammar.Atom atom, int place) {
        Optional<String> word = words.get(place);
        if (word.isEmpty()) {
            return true;
        }
        return atom instanceof Grammar.Token token
                ? word.get().toUpperCase(Locale.ROOT).equals(token.text())
                : !(atom instanceof Grammar.Value value)
                        || !value.isNumber()
                        || !(NO_NUMBER.matcher(word.get()).lookingAt()
                                || (value.isInteger()
                                        && !value.name().equals("cursor") // of which servers read what they can
                                        && NOT_WHOLE.matcher(word.get()).matches()))
                        || comesAgain(place - 1);
    }

    /** Whether the option before a value is there once more: servers look at the last one, and not at this value. */
    private boolean comesAgain(int place) {
        return place >= 0
                && words.get(place).isPresent()
                && words.subList(place + 1, words.size()).stream()
                        .anyMatch(word -> word.isEmpty()
                                || word.get().equalsIgnoreCase(words.get(place).orElse("")));
    }
}
