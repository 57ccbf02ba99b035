package dev.moonlet.redis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A command, or a subcommand, as one or more servers have it.
 *
 * @param name in capitals, with a blank before the subcommand
 * @param arity how many words a call has, the name included; at least so many if it is negative
 * @param flags {@code write}, {@code readonly}, {@code noscript}, {@code blocking} and {@code movablekeys}, as far as they are set
 * @param since the version that added it; empty if that is not known
 * @param deprecation since when it is deprecated, and what replaces it; empty if it is not
 * @param keys where its keys are
 * @param notation its arguments, as {@link GrammarParser} reads them; empty if they are not known
 * @param servers which have it
 */
record Command(
        String name,
        int arity,
        Set<String> flags,
        Optional<String> since,
        Optional<Deprecation> deprecation,
        String keys,
        Optional<String> notation,
        Set<Server> servers) {

    private static final String NONE = "-";
    private static final int COLUMNS = 7;

    /** Commands that take numbers with a fraction, where servers describe whole ones. */
    private static final Set<String> FRACTIONS = Set.of("ZINCRBY");

    /** The grammars that were needed. */
    private static final Map<String, Grammar> GRAMMARS = new ConcurrentHashMap<>();

    /**
     * The end of a command that should not be used any more.
     *
     * @param since the version since which it is deprecated
     * @param replacement what replaces it, in the words of the server; may be empty
     */
    record Deprecation(String since, String replacement) {

        Deprecation {
            replacement = replacement.replace("`!", "`"); // the servers' mark of what has no link
        }
    }

    /**
     * Reads a line of the table.
     *
     * @param line name, arity, flags, since, deprecation, keys and arguments, with tabs between them and a dash for nothing
     */
    static Command parse(String line, Set<Server> servers) {
        String[] columns = line.split("\t", COLUMNS);
        int i = 0;
        return new Command(
                columns[i++],
                Integer.parseInt(columns[i++]),
                columns[i++].equals(NONE)
                        ? Set.of()
                        : Arrays.stream(columns[i - 1].split(",", -1)).collect(Collectors.toUnmodifiableSet()),
                given(columns[i++]),
                given(columns[i++]).map(Command::deprecation),
                columns[i++],
                given(columns[i]),
                servers);
    }

    private static Optional<String> given(String column) {
        return Optional.of(column).filter(text -> !text.equals(NONE));
    }

    private static Deprecation deprecation(String text) {
        String[] parts = text.split(" ", 2);
        return new Deprecation(parts[0], parts.length < 2 || parts[1].equals(NONE) ? "" : parts[1]);
    }

    /** Its arguments on a server; empty if they are not known. */
    Optional<Grammar> grammar(Server server) {
        return CommandRules.get()
                .grammar(name, server)
                .or(() -> notation.map(text -> GRAMMARS.computeIfAbsent(text, Grammar::parse)));
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    /** Whether a call may have so many words, the name and the subcommand included. */
    boolean accepts(int words) {
        return arity < 0 ? words >= -arity : words == arity;
    }

    /** How it is called, as the documentation of Redis writes it; empty if that is not known. */
    String usage(Server server) {
        return grammar(server).map(grammar -> name + " " + grammar.usage()).orElse("");
    }

    /** The numbers of the words that are whole numbers, of those before the first part that varies. */
    Set<Integer> integers(int words) {
        Set<Integer> places = new TreeSet<>();
        List<Grammar.Element> elements =
                notation.map(Grammar::parse).map(Grammar::elements).orElse(List.of());
        for (int i = 0, place = name.split(" ", -1).length; i < elements.size() && place < words; i++, place++) {
            Grammar.Element element = elements.get(i);
            if (element.repeated() || element.atom() instanceof Grammar.Choice) {
                break;
            }
            if (element.atom() instanceof Grammar.Value value && value.isInteger() && !FRACTIONS.contains(name)) {
                places.add(place);
            }
        }
        return places;
    }
}
