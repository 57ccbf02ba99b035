package dev.moonlet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.ServerTable;
import dev.moonlet.testing.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The table of commands is what the server under test says of itself.
 *
 * <p>{@code mvn verify -Dit.test=CommandTableIT -Dmoonlet.goldens=rewrite} takes what this server says anew.
 */
class CommandTableIT {

    private static final ServerTable TABLE =
            new ServerTable(Path.of("src/main/resources/dev/moonlet/redis/commands.txt"));

    /** The server that describes the commands that Redis 6 has, too. */
    private static final String DESCRIBING = "redis-7.0";

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @Test
    void commandsAreThoseOfTheServer() throws IOException {
        ServerUnderTest server = ServerUnderTest.get();
        Set<String> commands = server.has(7)
                ? CommandDefinitions.of(redis.connection())
                : CommandDefinitions.of(
                        redis.connection(), TABLE.of(DESCRIBING), server.major() + "." + server.minor());
        TABLE.rewrite(commands);
        Set<String> known = TABLE.ofServer();
        assumeThat(known).as("commands of " + server).isNotEmpty();
        assertThat(known).isEqualTo(commands);
    }
}
