package dev.moonlet.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Calls of a command that its grammar generates, and mutants of them. */
final class GeneratedCalls {

    private static final List<String> TEXTS = List.of("a", "b", "1", "0", "5", "x y", "-1", "2.5", "", "(1", "-inf");
    private static final int MOST_REPEATS = 3;

    private final SplittableRandom random;
    private final Server server;
    private final List<String> tokens;

    /** Whether several alternatives are taken where there should be one. */
    private boolean contradicting;

    /**
     * Generates what a seed says.
     *
     * @param tokens the fixed words of other commands, which mutants get
     */
    GeneratedCalls(long seed, Server server, List<String> tokens) {
        this.server = server;
        this.random = new SplittableRandom(seed);
        this.tokens = tokens;
    }

    /** A call that the grammar of a command allows. */
    List<String> call(Command command) {
        List<String> words = new ArrayList<>(List.of(command.name().split(" ", -1)));
        command.grammar(server).ifPresent(grammar -> add(grammar, words));
        return words;
    }

    /** A call with some mistakes, which may be none. */
    List<String> mutant(Command command) {
        contradicting = true;
        List<String> words = call(command);
        contradicting = false;
        for (int i = random.nextInt(3); i > 0; i--) {
            mutate(words);
        }
        return words;
    }

    private void mutate(List<String> words) {
        int place = random.nextInt(words.size());
        switch (random.nextInt(7)) {
            case 0 -> words.add(place + 1, any());
            case 1 -> words.add(any());
            case 2 -> {
                if (place > 0) {
                    words.remove(place);
                }
            }
            case 3 -> {
                if (place > 0) {
                    words.set(place, any());
                }
            }
            case 4 -> words.add(1 + random.nextInt(words.size()), words.get(place));
            case 5 -> {
                int other = random.nextInt(words.size());
                if (place > 0 && other > 0) {
                    String word = words.get(place);
                    words.set(place, words.get(other));
                    words.set(other, word);
                }
            }
            default -> words.set(place, words.get(place) + "x");
        }
    }

    private String any() {
        return random.nextInt(2) == 0 ? pick(tokens) : pick(TEXTS);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void add(Grammar grammar, List<String> words) {
        List<Grammar.Element> elements = grammar.elements();
        for (int i = 0; i < elements.size(); i++) {
            Grammar.Element element = elements.get(i);
            if (element.isOptional() && random.nextInt(3) > 0) {
                continue;
            }
            int repeats = element.repeated() ? 1 + random.nextInt(MOST_REPEATS) : 1;
            boolean counts = element.atom() instanceof Grammar.Value value
                    && value.name().startsWith("num");
            if (counts && i + 1 < elements.size()) {
                i++;
                repeats = 1 + random.nextInt(MOST_REPEATS);
                words.add(String.valueOf(repeats));
                element = elements.get(i);
            }
            for (int j = 0; j < repeats; j++) {
                add(element.atom(), words);
            }
        }
    }

    private void add(Grammar.Atom atom, List<String> words) {
        if (atom instanceof Grammar.Token token) {
            words.add(random.nextInt(4) == 0 ? token.text().toLowerCase(Locale.ROOT) : token.text());
        } else if (atom instanceof Grammar.Choice choice) {
            Grammar chosen = pick(choice.alternatives());
            add(chosen, words);
            if (contradicting && random.nextInt(3) == 0) {
                add(pick(choice.alternatives()), words);
            }
        } else if (atom instanceof Grammar.Value value) {
            words.add(value(value));
        }
    }

    private String value(Grammar.Value value) {
        return switch (value.type()) {
            case "key" -> "k" + random.nextInt(4);
            case "integer" -> String.valueOf(random.nextInt(8));
            case "double" -> random.nextInt(5) + ".5";
            case "unix-time" -> String.valueOf(4_000_000_000L + random.nextInt(9));
            case "pattern" -> "*";
            default -> random.nextInt(5) == 0 ? pick(TEXTS) : "v" + random.nextInt(4);
        };
    }
}
