package dev.moonlet.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words that a command takes behind its name, one element after another.
 *
 * @param elements what comes one after another
 * @see <a href="https://redis.io/docs/latest/develop/reference/command-arguments/">Command arguments</a>
 */
record Grammar(List<Element> elements) {

    /**
     * A part of a grammar.
     *
     * @param atom what it is
     * @param repeated whether it may come several times
     * @param since the version since which there is this part; empty if that is not later than the oldest that is known
     */
    record Element(Atom atom, boolean repeated, Optional<String> since) {

        /** Whether it is known to begin with a fixed word, so that it can be distinguished from what comes before and after it. */
        boolean beginsWithToken() {
            return atom instanceof Token || (atom instanceof Choice choice && choice.beginsWithToken());
        }

        boolean isOptional() {
            return atom instanceof Choice choice && choice.optional();
        }

        @Override
        public String toString() {
            return atom
                    + (repeated ? "..." : "")
                    + since.map(version -> "@" + version).orElse("");
        }
    }

    /** What a part is, when it comes once. */
    sealed interface Atom permits Token, Value, Choice {

        /** The fixed words with which it can begin. */
        default Stream<Token> firstTokens() {
            if (this instanceof Choice choice) {
                return choice.alternatives().stream()
                        .flatMap(alternative -> alternative.elements().stream().limit(1))
                        .flatMap(element -> element.atom().firstTokens());
            }
            return this instanceof Token token ? Stream.of(token) : Stream.empty();
        }
    }

    /** A fixed word, such as {@code EX}. */
    record Token(String text) implements Atom {

        @Override
        public String toString() {
            return text.matches("[A-Z][A-Z0-9_-]*") ? text : "'" + text + "'";
        }
    }

    /**
     * A word of the caller.
     *
     * @param name what the server calls it
     * @param type what it may be
     * @param keys the number of the description of keys that it is one of; -1 if it is no key
     */
    record Value(String name, String type, int keys) implements Atom {

        /** Whether it is a whole number; servers describe weights so, and take others. */
        boolean isInteger() {
            return type.equals("integer") && !name.equals("weight");
        }

        boolean isNumber() {
            return type.equals("integer") || type.equals("double") || type.equals("unix-time");
        }

        @Override
        public String toString() {
            return name + ":" + type + (keys > 0 ? "#" + keys : "");
        }
    }

    /** One of several sequences, or none if it is optional. */
    record Choice(List<Grammar> alternatives, boolean optional) implements Atom {

        boolean beginsWithToken() {
            return alternatives.stream()
                    .allMatch(alternative -> !alternative.elements().isEmpty()
                            && !alternative.elements().get(0).isOptional()
                            && alternative.elements().get(0).beginsWithToken());
        }

        @Override
        public String toString() {
            String inside = alternatives.stream().map(Grammar::toString).collect(Collectors.joining("|"));
            return optional ? "[" + inside + "]" : "(" + inside + ")";
        }
    }

    Grammar {
        elements = List.copyOf(elements);
    }

    /** Reads the notation of {@link CommandTable}. */
    static Grammar parse(String text) {
        return new GrammarParser(text).parse();
    }

    /** The same without parts that are later than a version. */
    Grammar without(Predicate<String> isLater) {
        List<Element> kept = new ArrayList<>();
        for (Element element : elements) {
            if (element.since().filter(isLater).isPresent()) {
                continue;
            }
            if (!(element.atom() instanceof Choice choice)) {
                kept.add(element);
                continue;
            }
            List<Grammar> alternatives = choice.alternatives().stream()
                    .map(alternative -> alternative.without(isLater))
                    .filter(alternative -> !alternative.elements().isEmpty())
                    .toList();
            if (!alternatives.isEmpty()) {
                kept.add(new Element(new Choice(alternatives, choice.optional()), element.repeated(), element.since()));
            }
        }
        return new Grammar(kept);
    }

    @Override
    public String toString() {
        return elements.isEmpty()
                ? "-"
                : elements.stream().map(Element::toString).collect(Collectors.joining(" "));
    }

    /** All fixed words. */
    Set<String> tokens() {
        Set<String> tokens = new TreeSet<>();
        elements.forEach(element -> {
            if (element.atom() instanceof Token token) {
                tokens.add(token.text());
            } else if (element.atom() instanceof Choice choice) {
                choice.alternatives().forEach(alternative -> tokens.addAll(alternative.tokens()));
            }
        });
        return tokens;
    }

    /** How many words of the caller certainly come behind a fixed word; 0 if the grammar does not have it. */
    int valuesBehind(String token) {
        return sequencesWith(token)
                .mapToInt(sequence -> sequence.valuesFrom(sequence.indexOf(token) + 1))
                .min()
                .orElse(0);
    }

    /** This sequence and those in it, as far as they hold a fixed word themselves. */
    private Stream<Grammar> sequencesWith(String token) {
        Stream<Grammar> inside = elements.stream()
                .flatMap(element -> element.atom() instanceof Choice choice
                        ? choice.alternatives().stream().flatMap(alternative -> alternative.sequencesWith(token))
                        : Stream.empty());
        return indexOf(token) < 0 ? inside : Stream.concat(Stream.of(this), inside);
    }

    private int indexOf(String token) {
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).atom() instanceof Token found && found.text().equals(token)) {
                return i;
            }
        }
        return -1;
    }

    private int valuesFrom(int start) {
        int count = 0;
        for (Element element : elements.subList(start, elements.size())) {
            if (element.repeated()) {
                return count;
            } else if (element.atom() instanceof Value) {
                count++;
            } else if (element.atom() instanceof Choice choice
                    && !choice.optional()
                    && choice.alternatives().size() == 1) {
                return count + choice.alternatives().get(0).valuesFrom(0);
            } else {
                return count;
            }
        }
        return count;
    }

    /** Whether something follows the options that is none: a word that can't be one of them ends them. */
    boolean endsOptions() {
        int last = elements.size() - 1;
        return elements.stream().anyMatch(Element::isOptional)
                && !elements.get(last).isOptional();
    }

    /** How many words certainly come before the first option. */
    int firstOption() {
        int count = 0;
        for (Element element : elements) {
            if (!(element.atom() instanceof Choice choice)) {
                count++;
            } else if (choice.optional()) {
                return count;
            } else {
                count += choice.alternatives().stream()
                        .mapToInt(Grammar::firstOption)
                        .min()
                        .orElse(0);
            }
        }
        return count;
    }

    /** The same for people: {@code key [EX seconds | PX milliseconds]}. */
    String usage() {
        return elements.stream().map(Grammar::usage).collect(Collectors.joining(" "));
    }

    /** A part for people. */
    static String usage(Element element) {
        String once = element.atom() instanceof Choice choice ? usage(choice) : text(element.atom());
        return element.repeated() ? once + " ..." : once;
    }

    private static String text(Atom atom) {
        return atom instanceof Token token
                ? token.text()
                : atom instanceof Value value ? value.name() : atom.toString();
    }

    private static String usage(Choice choice) {
        String inside = choice.alternatives().stream().map(Grammar::usage).collect(Collectors.joining(" | "));
        boolean plain = choice.alternatives().size() == 1 && !choice.optional();
        return choice.optional() ? "[" + inside + "]" : plain ? inside : "<" + inside + ">";
    }
}
