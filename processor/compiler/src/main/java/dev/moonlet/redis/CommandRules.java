package dev.moonlet.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What the descriptions of commands leave out, or get wrong. {@code CommandCallsIT} compares it with them.
 *
 * <p>A line has the name of a command, the kind of the rule, and what it says, with tabs between them: {@code grammar} and the
 * arguments that the command takes indeed; {@code matches}, the number of an argument, with {@code +} that of the first of many, and
 * what it has to match; or one of the kinds of {@link Rule.Kind}, in small letters, and its words. A fourth column
 * names the servers that are meant, by what begins their names: {@code redis-6.0}, {@code redis}; all of them if there is none.
 */
final class CommandRules {

    private static final int SERVERS = 3;
    private static final String RESOURCE = "command-rules.txt";
    private static final Grammar NO_OPTIONS = new Grammar(List.of());
    private static final CommandRules INSTANCE = new CommandRules();

    private final Map<String, List<Correction>> corrections = new HashMap<>();
    private final Map<String, List<Rule>> rules = new HashMap<>();
    private final Map<String, List<Form>> forms = new HashMap<>();

    /**
     * What arguments have to look like.
     *
     * @param from the place of the first of them
     * @param to the place behind the last of them
     */
    private record Form(int from, int to, Pattern pattern, List<String> servers) {

        OptionalInt violation(List<Optional<String>> words) {
            return IntStream.range(from, Math.min(to, words.size()))
                    .filter(place -> words.get(place)
                            .filter(word -> !pattern.matcher(word).matches())
                            .isPresent())
                    .findFirst();
        }
    }

    /** The arguments that a command takes on some servers. */
    private record Correction(Grammar grammar, List<String> servers) {}

    /** What one line demands of the words of a call. */
    private record Rule(Kind kind, String word, List<String> others, List<String> servers) {

        enum Kind {
            /** A call can't have the word and one of the others. */
            EXCLUDES,
            /** A call can have the word only with one of the others. */
            REQUIRES,
            /** A call can have the word once. */
            ONCE,
            /** A script can't use the word before the other one. */
            FORBIDS
        }

        /** The word that the rule forbids; empty if it forbids none. */
        OptionalInt violation(List<Optional<String>> options) {
            int place = find(options, 0, word);
            if (place < 0) {
                return OptionalInt.empty();
            }
            int other = others.stream()
                    .mapToInt(name -> find(options, 0, name))
                    .filter(found -> found >= 0)
                    .min()
                    .orElse(-1);
            int wrong =
                    switch (kind) {
                        case EXCLUDES -> other < 0 ? -1 : Math.max(place, other);
                        case REQUIRES -> other < 0 && options.stream().allMatch(Optional::isPresent) ? place : -1;
                        case ONCE -> find(options, place + 1, word);
                        case FORBIDS -> place < other ? place : -1;
                    };
            return wrong < 0 ? OptionalInt.empty() : OptionalInt.of(wrong);
        }

        private static int find(List<Optional<String>> options, int from, String word) {
            int place = options.subList(from, options.size()).indexOf(Optional.of(word));
            return place < 0 ? -1 : from + place;
        }
    }

    private CommandRules() {
        try (InputStream stream = CommandRules.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the processor's jar lacks " + RESOURCE);
            }
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CommandRules get() {
        return INSTANCE;
    }

    private void read(String line) {
        String[] columns = line.split("\t", -1);
        List<String> servers = columns.length > SERVERS ? List.of(columns[SERVERS].split(" ", -1)) : List.of();
        if (columns[1].equals("grammar")) {
            corrections
                    .computeIfAbsent(columns[0], name -> new ArrayList<>())
                    .add(new Correction(Grammar.parse(columns[2]), servers));
        } else if (columns[1].equals("matches")) {
            String[] words = columns[2].split(" ", 2);
            boolean many = words[0].endsWith("+");
            int from = Integer.parseInt(words[0].replace("+", "")) - 1;
            forms.computeIfAbsent(columns[0], name -> new ArrayList<>())
                    .add(new Form(
                            from,
                            many ? Integer.MAX_VALUE : from + 1,
                            Pattern.compile(words[1], Pattern.DOTALL),
                            servers));
        } else {
            List<String> words = List.of(columns[2].split(" ", -1));
            Rule.Kind kind = Rule.Kind.valueOf(columns[1].toUpperCase(Locale.ROOT));
            rules.computeIfAbsent(columns[0], name -> new ArrayList<>())
                    .add(new Rule(kind, words.get(0), words.subList(1, words.size()), servers));
        }
    }

    /** The arguments that a command takes, if they are not those that servers name. */
    Optional<Grammar> grammar(String command, Server server) {
        return corrections.getOrDefault(command, List.of()).stream()
                .filter(correction -> isMeant(server, correction.servers()))
                .map(Correction::grammar)
                .findFirst();
    }

    private static boolean isMeant(Server server, List<String> names) {
        return names.isEmpty()
                || names.stream().anyMatch(name -> server.toString().startsWith(name));
    }

    /**
     * The first word of a call that a rule forbids.
     *
     * @param grammar what the command takes there, if that is known
     */
    OptionalInt violation(String command, Server server, List<Optional<String>> words, Optional<Grammar> grammar) {
        OptionalInt misshapen = forms.getOrDefault(command, List.of()).stream()
                .filter(form -> isMeant(server, form.servers()))
                .map(form -> form.violation(words))
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
        if (misshapen.isPresent()) {
            return misshapen;
        }
        List<Rule> meant = rules.getOrDefault(command, List.of()).stream()
                .filter(rule -> isMeant(server, rule.servers()))
                .toList();
        if (meant.isEmpty()) {
            return OptionalInt.empty();
        }
        List<Optional<String>> options = options(words, grammar.orElse(NO_OPTIONS));
        return meant.stream()
                .map(rule -> rule.violation(options))
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    /** The words in capitals, and no text where a word can't be an option, because it is the value of one or comes before all. */
    private static List<Optional<String>> options(List<Optional<String>> words, Grammar grammar) {
        List<Optional<String>> options = new ArrayList<>();
        Set<String> tokens = grammar.tokens();
        boolean ended = false;
        int values = grammar.firstOption();
        for (Optional<String> word : words) {
            Optional<String> option = word.map(text -> text.toUpperCase(Locale.ROOT));
            ended |= values == 0
                    && grammar.endsOptions()
                    && option.filter(tokens::contains).isEmpty();
            options.add(values > 0 || ended ? Optional.of("") : option);
            values = values > 0 ? values - 1 : option.map(grammar::valuesBehind).orElse(0);
        }
        return options;
    }
}
