package dev.moonlet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.ServerTable;
import dev.moonlet.testing.ServerUnderTest;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The commands that change nothing are those of the server under test.
 *
 * <p>{@code mvn verify -Dit.test=ReadingCommandsIT -Dmoonlet.goldens=rewrite} takes those of this server anew.
 */
class ReadingCommandsIT {

    private static final ServerTable TABLE =
            new ServerTable(Path.of("src/main/resources/dev/moonlet/redis/reading-commands.txt"));

    /** Commands of no key, which the server does not call reading. */
    private static final Set<String> OF_NO_KEY = Set.of("ECHO", "INFO", "LASTSAVE", "PING", "TIME");

    /** It counts, and hands what it counted to replicas: the server refuses it in a script that only reads. */
    private static final String COUNTING = "PFCOUNT";

    /** Commands of which Redis 6 does not list the subcommands, and aliases of no command that scripts run. */
    private static final Set<String> OF_REDIS_6 = Set.of("HOST:", "MEMORY", "OBJECT", "POST", "XINFO");

    private static final int NAME = 0;
    private static final int FLAGS = 2;
    private static final int SUBCOMMANDS = 9;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private static List<Object> commands;

    @BeforeAll
    static void ask() {
        commands = redis.connection().sync().command();
    }

    @Test
    void commandsAreThoseOfTheServer() throws IOException {
        Set<String> reading = new TreeSet<>();
        commands.forEach(command -> collect(command, ReadingCommandsIT::reads, reading));
        reading.removeAll(OF_REDIS_6);
        TABLE.rewrite(reading);
        Set<String> known = TABLE.ofServer();
        assumeThat(known).as("commands of " + ServerUnderTest.get()).isNotEmpty();
        assertThat(known).isEqualTo(reading);
    }

    /** What the table says of another server holds on this one, too, if it has the command. */
    @Test
    void noCommandThatOnlyReadsWritesHere() throws IOException {
        Set<String> others = new TreeSet<>();
        commands.forEach(command -> collect(command, (name, flags) -> !reads(name, flags), others));
        assertThat(TABLE.all()).isNotEmpty().doesNotContainAnyElementsOf(others);
    }

    @Test
    @NeedsRedis(7)
    void theServerRefusesWhatCounts() {
        assertThatThrownBy(() -> redis.connection()
                        .sync()
                        .evalReadOnly(
                                "return redis.call('PFCOUNT', KEYS[1])", ScriptOutputType.INTEGER, new String[] {"k"}))
                .hasMessageContaining("Write commands are not allowed from read-only scripts");
    }

    private static void collect(Object command, BiPredicate<String, List<String>> wanted, Set<String> names) {
        List<?> parts = (List<?>) command;
        List<?> subcommands = parts.size() > SUBCOMMANDS ? (List<?>) parts.get(SUBCOMMANDS) : List.of();
        subcommands.forEach(subcommand -> collect(subcommand, wanted, names));
        String name = parts.get(NAME).toString().toUpperCase(Locale.ROOT).replace('|', ' ');
        List<String> flags =
                ((List<?>) parts.get(FLAGS)).stream().map(String::valueOf).toList();
        if (subcommands.isEmpty() && wanted.test(name, flags)) {
            names.add(name);
        }
    }

    private static boolean reads(String name, List<String> flags) {
        return OF_NO_KEY.contains(name)
                || (flags.contains("readonly") && !flags.contains("noscript") && !name.equals(COUNTING));
    }
}
