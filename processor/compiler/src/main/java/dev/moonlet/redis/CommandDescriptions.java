package dev.moonlet.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Describes commands for people. Immutable. */
public final class CommandDescriptions {

    /** A name, how long the command takes, and what it does, with tabs between them. A test compares it with servers. */
    static final String RESOURCE = "command-docs.txt";

    private static final String NONE = "-";
    private static final CommandDescriptions INSTANCE = new CommandDescriptions();

    private final Map<String, String[]> docs = new HashMap<>();

    private CommandDescriptions() {
        try (InputStream stream = CommandDescriptions.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the compiler's jar lacks " + RESOURCE);
            }
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .forEach(columns -> docs.put(columns[0], columns));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The descriptions. */
    public static CommandDescriptions get() {
        return INSTANCE;
    }

    /** The names of the commands that have a description, those of subcommands with a blank in them. */
    Set<String> names() {
        return Set.copyOf(docs.keySet());
    }

    /**
     * The description of a command.
     *
     * @param name its name in any case, with a blank before the subcommand
     * @return empty if no server that is known has it
     */
    public Optional<CommandDescription> of(String name) {
        return CommandTable.get().forms(name.toUpperCase(Locale.ROOT)).stream()
                .max(Comparator.comparing(form -> newest(form)))
                .map(this::describe);
    }

    /** Redis describes a command before Valkey does, and a newer version before an older one. */
    private static Server newest(Command form) {
        return form.servers().stream()
                .max(Comparator.<Server, Boolean>comparing(server -> server.product() == Server.Product.REDIS)
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private CommandDescription describe(Command form) {
        List<Grammar.Element> elements =
                form.grammar(newest(form)).map(Grammar::elements).orElse(List.of());
        String[] columns = docs.getOrDefault(form.name(), new String[] {form.name(), NONE, NONE});
        return new CommandDescription(
                form.name(),
                elements.stream().map(Grammar::usage).toList(),
                form.grammar(newest(form)).map(Grammar::tokens).orElse(Set.of()),
                IntStream.range(0, elements.size())
                        .filter(i -> elements.get(i).atom() instanceof Grammar.Value value
                                && value.type().equals("key"))
                        .boxed()
                        .collect(Collectors.toSet()),
                given(columns[2]),
                given(columns[1]),
                form.since(),
                form.deprecation().map(Command.Deprecation::replacement));
    }

    private static Optional<String> given(String column) {
        return Optional.of(column).filter(text -> !text.equals(NONE));
    }
}
