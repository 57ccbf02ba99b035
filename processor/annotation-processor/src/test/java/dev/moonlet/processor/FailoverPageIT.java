package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page about failovers shows, on a master and its replica. */
class FailoverPageIT {

    private RedisProcess master;
    private RedisProcess replica;

    @BeforeEach
    void start() throws Exception {
        master = RedisProcess.start("repl-diskless-sync-delay 0");
        replica = RedisProcess.start("repl-diskless-sync-delay 0", "replicaof 127.0.0.1 " + master.port());
        await().atMost(Duration.ofMinutes(1))
                .until(() -> replica.ask(redis -> redis.info("replication")).contains("master_link_status:up"));
    }

    @AfterEach
    void stop() {
        replica.close();
        master.close();
    }

    @Test
    void theProgramPrintsWhatThePageSays(@TempDir Path directory) throws Exception {
        PageCode page = PageCode.of("docs/failover.md");
        JavaProject project = new JavaProject(directory);
        page.files().forEach((file, text) -> project.write(file, local(text)));
        assertThat(project.compile()).isEmpty();
        for (PageCode.Program program : page.programs()) {
            assertThat(project.run(program.type())).isEqualTo(program.output());
        }
    }

    private String local(String text) {
        return text.replace("localhost:6379", "127.0.0.1:" + master.port())
                .replace("localhost:6380", "127.0.0.1:" + replica.port())
                .replace("\"localhost\", 6380", "\"127.0.0.1\", " + replica.port());
    }

    @Test
    void aFailoverByTheMasterLosesNothing() throws Exception {
        RedisClient client = RedisClient.create(RedisURI.Builder.redis("127.0.0.1", master.port())
                .withTimeout(Duration.ofSeconds(60))
                .build());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            List<RedisFuture<Long>> calls = new ArrayList<>();
            master.ask(redis -> redis.dispatch(
                    new Failover(), new StatusOutput<>(StringCodec.UTF8), new CommandArgs<>(StringCodec.UTF8)));
            for (int i = 0; i < 1000; i++) {
                calls.add(connection.async().incr("calls"));
            }
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> replica.ask(redis -> redis.role().get(0)).equals("master"));
            long answered = calls.stream().filter(FailoverPageIT::isAnswered).count();
            String counted = replica.ask(redis -> redis.get("calls"));
            assertThat(counted == null ? 0 : Long.parseLong(counted)).isEqualTo(answered);
        } finally {
            client.shutdown();
        }
    }

    private static boolean isAnswered(RedisFuture<Long> call) {
        try {
            return call.toCompletableFuture().join() > 0;
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(RedisException.class).hasMessageContaining("READONLY");
            return false;
        }
    }

    /** A command that Lettuce has no name for. */
    private static final class Failover implements ProtocolKeyword {

        @Override
        public byte[] getBytes() {
            return toString().getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public String toString() {
            return "FAILOVER";
        }
    }
}
