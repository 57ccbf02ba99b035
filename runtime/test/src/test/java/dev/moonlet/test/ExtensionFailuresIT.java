package dev.moonlet.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What the extension says if it can't do what a test asks for. */
class ExtensionFailuresIT {

    @MoonletTest
    static class BeforeAllTests {

        @BeforeAll
        static void begin(ScriptExecutor executor) {
            assertThat(executor).isNull();
        }

        @Test
        void nothing() {}
    }

    @Test
    void parametersAreForOneTest() {
        assertThat(TestRuns.failure(BeforeAllTests.class))
                .contains(
                        "a ScriptExecutor is for one test: take it in the test method, in @BeforeEach or in @AfterEach");
    }

    @MoonletTest
    static class OtherCodec {

        @Test
        void connects(StatefulRedisConnection<byte[], byte[]> connection) {
            throw new AssertionError(connection);
        }
    }

    @Test
    void connectionsAreOfStrings() {
        assertThat(TestRuns.failure(OtherCodec.class))
                .contains("take StatefulRedisConnection<String, String>, or connect to an injected RedisURI");
    }

    @MoonletTest(codecs = NoCodecs.class)
    static class WrongCodecs {

        @Test
        void calls(Notes.Page page) {
            throw new AssertionError(page);
        }
    }

    /** Codecs that can't be made. */
    record NoCodecs(int parameter) implements TestCodecs {}

    @Test
    void codecsNeedAConstructor() {
        assertThat(TestRuns.failure(WrongCodecs.class))
                .isEqualTo("the codecs dev.moonlet.test.ExtensionFailuresIT$NoCodecs of @MoonletTest need a constructor"
                        + " without parameters");
    }

    @MoonletTest
    static class AnyTest {

        @Test
        void adds(Notes notes) {
            assertThat(notes.add("note", "text")).isEqualTo(1);
        }

        @AfterEach
        void written(StatefulRedisConnection<String, String> connection) {
            assertThat(connection.sync().dbsize()).isEqualTo(1);
        }
    }

    private static String failureOn(String server) {
        return TestRuns.with("moonlet.server", server, () -> TestRuns.failure(AnyTest.class));
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() throws IOException {
        int port = RedisProcess.freePort();
        assertThat(failureOn("redis://user:secret@127.0.0.1:" + port))
                .contains(
                        "the Redis server at 127.0.0.1:" + port + ", which -Dmoonlet.server names, is not reachable: ")
                .doesNotContain("secret");
    }

    @Test
    void theFormsOfTheNameAreListed() {
        assertThat(failureOn("no/such/file"))
                .isEqualTo("-Dmoonlet.server is \"no/such/file\", but has to be redis://host:port, rediss://host:port,"
                        + " host:port, or the path of an executable redis-server or valkey-server");
        assertThat(failureOn("user:secret@host")).contains("an invalid URI").doesNotContain("secret");
    }

    @Test
    void aProgramThatIsNotAServerIsNamed() {
        assertThat(failureOn("/bin/ls")).startsWith("/bin/ls did not start as a Redis server; it printed:");
    }

    @Test
    void aGivenServerIsUsed() throws IOException {
        try (RedisProcess server = RedisProcess.start()) {
            assertThat(failureOn("127.0.0.1:" + server.port())).isEqualTo("nothing failed");
            assertThat(failureOn("redis://127.0.0.1:" + server.port() + "/3")).isEqualTo("nothing failed");
            assertThat(server.<String>ask(redis -> redis.info("keyspace"))).doesNotContain("db");
        }
    }

    @Test
    void dataOfOthersIsNotRemovedUnlessThatIsAllowed() throws IOException {
        try (RedisProcess server = RedisProcess.start()) {
            server.ask(redis -> redis.set("precious", "data"));
            String name = "127.0.0.1:" + server.port();
            assertThat(failureOn(name))
                    .isEqualTo("database 0 of " + name + " has 1 keys, and tests begin with an empty one: name an empty"
                            + " database, such as redis://" + name + "/1, or let tests remove all data of this one with"
                            + " -Dmoonlet.server.flush=true");
            assertThat(server.<String>ask(redis -> redis.get("precious"))).isEqualTo("data");
            assertThat(TestRuns.with("moonlet.server.flush", "true", () -> failureOn(name)))
                    .isEqualTo("nothing failed");
            assertThat(server.<Long>ask(redis -> redis.dbsize())).isZero();
        }
    }

    @Test
    void twoRunsDoNotShareADatabase() throws IOException {
        try (RedisProcess server = RedisProcess.start()) {
            server.connected(other -> {
                other.sync().clientSetname("moonlet-test");
                assertThat(failureOn("127.0.0.1:" + server.port()))
                        .contains("database 0 of", "is used by other tests at this moment");
                return failureOn("redis://127.0.0.1:" + server.port() + "/1");
            });
        }
    }

    @MoonletTest
    static class WantsKeys {

        @Test
        @MoonletTest(declaredKeysOnly = true)
        void adds(Notes notes, CostReport costs) {
            notes.add("note", "text");
            assertThat(costs.calls()).singleElement().satisfies(call -> assertThat(call.serverTime())
                    .isEmpty());
        }
    }

    @Test
    void monitorHasToBeAllowed() throws IOException {
        try (RedisProcess server = RedisProcess.start("user tester on >secret ~* +@all -monitor")) {
            String failure = TestRuns.with(
                    "moonlet.server",
                    "redis://tester:secret@127.0.0.1:" + server.port(),
                    () -> TestRuns.failure(WantsKeys.class));
            assertThat(failure)
                    .startsWith("the commands of scripts can't be seen, because the server does not allow MONITOR:"
                            + " MONITOR: NOPERM");
        }
    }

    @Test
    void aGivenServerHasAHost() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestServer.given(RedisURI.create("redis-sentinel://localhost:26379#main")))
                .withMessageContaining("redis://host:port");
    }

    @Test
    void theSettingsOfAGivenServerAreNotChanged() throws IOException {
        try (RedisProcess server = RedisProcess.start("requirepass secret")) {
            EngineExecutionResults results = TestRuns.with(
                    "moonlet.server",
                    "redis://:secret@127.0.0.1:" + server.port() + "/2",
                    () -> TestRuns.of(java.util.Map.of(), WantsKeys.class));
            results.testEvents().assertStatistics(events -> events.succeeded(1));
        }
    }
}
