package dev.moonlet.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.processor.RedisExtension;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The commands that change nothing are those of a real server.
 *
 * <p>{@code mvn verify -Dit.test=ReadingCommandsIT -Dmoonlet.goldens=rewrite} takes them from the server anew.
 */
class ReadingCommandsIT {

    private static final Path COMMANDS =
            Path.of("src/main/resources/dev/moonlet/script/redis-7.0-reading-commands.txt");

    /** Commands of no key, which the server does not call reading. */
    private static final Set<String> OF_NO_KEY = Set.of("ECHO", "INFO", "LASTSAVE", "PING", "TIME");

    /** It counts, and hands what it counted to replicas: the server refuses it in a script that only reads. */
    private static final String COUNTING = "PFCOUNT";

    private static final int NAME = 0;
    private static final int FLAGS = 2;
    private static final int SUBCOMMANDS = 9;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @Test
    void commandsAreThoseOfTheServer() throws IOException {
        Set<String> names = new TreeSet<>();
        redis.connection().sync().command().forEach(command -> add(command, names));
        String actual = String.join("\n", names) + "\n";
        if ("rewrite".equals(System.getProperty("moonlet.goldens"))) {
            Files.writeString(COMMANDS, actual);
        }
        assertThat(Files.readString(COMMANDS)).isEqualTo(actual);
    }

    @Test
    void theServerRefusesWhatCounts() {
        assertThatThrownBy(() -> redis.connection()
                        .sync()
                        .evalReadOnly(
                                "return redis.call('PFCOUNT', KEYS[1])", ScriptOutputType.INTEGER, new String[] {"k"}))
                .hasMessageContaining("Write commands are not allowed from read-only scripts");
    }

    private static void add(Object command, Set<String> names) {
        List<?> parts = (List<?>) command;
        List<?> subcommands = (List<?>) parts.get(SUBCOMMANDS);
        subcommands.forEach(subcommand -> add(subcommand, names));
        List<String> flags =
                ((List<?>) parts.get(FLAGS)).stream().map(String::valueOf).toList();
        String name = parts.get(NAME).toString().toUpperCase(Locale.ROOT).replace('|', ' ');
        boolean reads = flags.contains("readonly") && !flags.contains("noscript") && !name.equals(COUNTING);
        if (subcommands.isEmpty() && (reads || OF_NO_KEY.contains(name))) {
            names.add(name);
        }
    }
}
