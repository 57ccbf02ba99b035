package dev.moonlet.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The commands that scripts may run and that change nothing, on any server that has them. */
final class ReadingCommands {

    /** A command and the servers that have it, a line each; {@code ReadingCommandsIT} compares it with them. */
    private static final String RESOURCE = "reading-commands.txt";

    private static final Set<String> NAMES = load();

    private ReadingCommands() {}

    /** Whether a command only reads, whatever follows or with this subcommand. */
    static boolean contains(String command, String subcommand) {
        String name = command.toUpperCase(Locale.ROOT);
        return NAMES.contains(name) || NAMES.contains(name + " " + subcommand.toUpperCase(Locale.ROOT));
    }

    private static Set<String> load() {
        try (InputStream stream = ReadingCommands.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the processor's jar lacks " + RESOURCE);
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return reader.lines()
                    .map(line -> line.substring(0, line.indexOf(':')))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
