package dev.moonlet.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which server tests run on. */
class ServerUnderTestTest {

    private static final Path LAUNCHER = Path.of("launcher");

    @ParameterizedTest
    @CsvSource({
        "Redis server v=7.0.15 sha=00000000:0 malloc=libc bits=64, Redis 7.0.15, redis-7.0, true, false",
        "Redis server v=6.0.16 sha=00000000:0, Redis 6.0.16, redis-6.0, false, false",
        "Redis server v=8.0.2 sha=00000000:0, Redis 8.0.2, redis-8.0, true, true",
        "Valkey server v=8.1.1 sha=00000000:0, Valkey 8.1.1, valkey-8.1, true, false"
    })
    void productAndVersionAreWhatTheLauncherPrints(
            String printed, String title, String tableName, boolean has7, boolean has8) {
        ServerUnderTest server = ServerUnderTest.of(LAUNCHER, printed + "\n");
        assertThat(server).hasToString(title);
        assertThat(server.tableName()).isEqualTo(tableName);
        assertThat(server.has(7)).isEqualTo(has7);
        assertThat(server.has(8)).isEqualTo(has8);
    }

    @Test
    void anotherProgramIsNamed() {
        assertThatThrownBy(() -> ServerUnderTest.of(LAUNCHER, "openjdk 17.0.15\n"))
                .hasMessage("moonlet.server: launcher --version is expected to print \"Redis server v=…\" or"
                        + " \"Valkey server v=…\", but prints \"openjdk 17.0.15\"");
    }
}
