package dev.moonlet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The descriptions of commands are those of the servers. */
@NeedsRedis(7)
class CommandDescriptionsIT {

    private static final Path TABLE = Path.of("src/main/resources/dev/moonlet/redis/command-docs.txt");

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @Test
    void eachCommandOfTheServerIsDescribed() {
        assertThat(CommandDescriptions.get().names())
                .containsAll(CommandDefinitions.descriptions(redis.connection()).stream()
                        .map(line -> line.substring(0, line.indexOf('\t')))
                        .toList());
    }

    @Test
    void theNewestRedisSaysTheSame() throws IOException {
        ServerUnderTest server = ServerUnderTest.get();
        assumeThat(server.product() == ServerUnderTest.Product.REDIS && server.major() == 8)
                .as("the texts are those of Redis 8")
                .isTrue();
        assertThat(Files.readAllLines(TABLE)).containsAll(CommandDefinitions.descriptions(redis.connection()));
    }
}
