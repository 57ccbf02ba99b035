package dev.moonlet.test.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.moonlet.testing.RedisProcess;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SharedServerIT {

    @Test
    void noTestWaitsForEver() throws IOException {
        try (RedisProcess process = RedisProcess.start()) {
            SharedServer server = new SharedServer(
                    () -> ServerConnection.open(process.uri(), true, "the test"),
                    SharedServer.THROWAWAY,
                    Duration.ofMillis(10));
            try (ServerLease lease = server.lease()) {
                assertThat(lease.isOwn()).isTrue();
                assertThatExceptionOfType(ServerProblem.class)
                        .isThrownBy(server::lease)
                        .withMessageStartingWith(
                                "another test, or a RunningServer that is not closed, has had the server for PT0.01S");
            }
            server.lease().close();
        }
    }

    @Test
    void aServerThatWasReplacedIsConnectedAnew() throws IOException {
        try (RedisProcess first = RedisProcess.start();
                RedisProcess second = RedisProcess.start()) {
            SharedServer server = new SharedServer(
                    () -> ServerConnection.open(first.isRunning() ? first.uri() : second.uri(), true, "the test"),
                    SharedServer.THROWAWAY);
            try (ServerLease lease = server.lease()) {
                assertThat(lease.uri()).isEqualTo(first.uri());
                first.kill();
            }
            try (ServerLease lease = server.lease()) {
                assertThat(lease.uri()).isEqualTo(second.uri());
            }
        }
    }
}
