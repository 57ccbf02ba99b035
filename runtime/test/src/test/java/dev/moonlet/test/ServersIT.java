package dev.moonlet.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.RedisProcess;
import dev.moonlet.testing.ServerUnderTest;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The servers that an extension can be given. */
class ServersIT {

    /** A server that runs for these tests, as in a container. */
    private static @Nullable RedisProcess container;

    @BeforeAll
    static void start() throws IOException {
        container = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        container().close();
    }

    private static RedisProcess container() {
        return Objects.requireNonNull(container);
    }

    @Nested
    class InAContainer {

        @RegisterExtension
        static final MoonletExtension moonlet = MoonletExtension.builder()
                .server(TestServer.container(
                        () -> "127.0.0.1", () -> container().port()))
                .declaredKeysOnly()
                .build();

        @RepeatedTest(2)
        void eachTestBeginsWithNothing(RedisCommands<String, String> redis, RedisURI uri, Notes notes) {
            assertThat(uri.getPort()).isEqualTo(container().port());
            assertThat(redis.dbsize()).isZero();
            assertThat(notes.add("note", "text")).isEqualTo(1);
        }
    }

    @Nested
    class OfAProgram {

        @RegisterExtension
        final MoonletExtension moonlet = MoonletExtension.builder()
                .server(TestServer.program(ServerUnderTest.get().launcher()))
                .build();

        @Test
        void itRuns(RedisCommands<String, String> redis, Notes notes) {
            assertThat(notes.add("note", "text")).isEqualTo(1);
            assertThat(redis.info("server"))
                    .contains("redis_version:"
                            + (isValkey() ? "" : ServerUnderTest.get().version()));
        }

        private boolean isValkey() {
            return ServerUnderTest.get().product() == ServerUnderTest.Product.VALKEY;
        }
    }

    @Test
    void aServerCanRunForALongerTime() {
        RedisURI address;
        try (RunningServer server = TestServer.configured().start();
                RunningServer other = TestServer.configured().start()) {
            assertThat(server.uri()).isNotEqualTo(other.uri());
            RedisClient client = RedisClient.create(server.uri());
            try (StatefulRedisConnection<String, String> connection = client.connect()) {
                assertThat(new NotesLua(ScriptExecutor.of(connection)).add("note", "text"))
                        .isEqualTo(1);
                server.clear();
                assertThat(connection.sync().dbsize()).isZero();
            } finally {
                client.shutdown();
            }
            address = server.uri();
        }
        try (RunningServer next = TestServer.configured().start()) {
            assertThat(next.uri()).isEqualTo(address);
        }
    }

    @Nested
    class AtAnAddress {

        @RegisterExtension
        final MoonletExtension moonlet = MoonletExtension.builder()
                .server(TestServer.given(
                        RedisURI.create("redis://127.0.0.1:" + container().port() + "/5")))
                .build();

        @RepeatedTest(2)
        void theDatabaseIsTheGivenOne(RedisCommands<String, String> redis, Notes notes) {
            assertThat(redis.clientList()).contains(" db=5 ");
            assertThat(notes.add("note", "text")).isEqualTo(1);
        }
    }
}
