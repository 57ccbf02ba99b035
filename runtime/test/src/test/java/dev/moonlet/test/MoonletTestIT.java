package dev.moonlet.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.ScriptExecutor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tests get. */
@MoonletTest
class MoonletTestIT {

    @BeforeEach
    void theDatabaseIsEmpty(RedisCommands<String, String> redis) {
        assertThat(redis.dbsize()).isZero();
    }

    @AfterEach
    void theServerIsStillThere(StatefulRedisConnection<String, String> connection) {
        assertThat(connection.isOpen()).isTrue();
    }

    @RepeatedTest(2)
    void implementationsAreInjected(Notes notes, RedisCommands<String, String> redis) {
        assertThat(notes.add("note", "text")).isEqualTo(1);
        assertThat(redis.lrange("note", 0, -1)).containsExactly("text");
    }

    @RepeatedTest(2)
    void scriptsOfEarlierTestsAreGone(RedisCommands<String, String> redis) {
        String script = "return 4265";
        assertThat(redis.scriptExists(redis.digest(script))).containsExactly(false);
        redis.scriptLoad(script);
    }

    @Test
    void nestedInterfacesAndCodecsAreInjected(Notes.Page page, Notes.Packed packed) {
        assertThat(page.page("page", List.of("a", "b"))).containsExactly("a", "b");
        assertThat(packed.packed(List.of("c"))).containsExactly("c");
    }

    @Test
    void implementationsHaveTheInjectedExecutor(
            ScriptExecutor executor, FaultInjection faults, StatefulRedisConnection<String, String> connection) {
        assertThat(executor).isSameAs(faults);
        faults.next().deliverTwice();
        assertThat(new NotesLua(executor).add("note", "text")).isEqualTo(2);
        assertThat(connection.sync().llen("note")).isEqualTo(2);
    }

    @Test
    void theAddressIsInjected(RedisURI uri, RedisCommands<String, String> redis) {
        redis.set("a", "b");
        RedisClient client = RedisClient.create(uri);
        try (StatefulRedisConnection<String, String> other = client.connect()) {
            assertThat(other.sync().get("a")).isEqualTo("b");
        } finally {
            client.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void parametersOfBothKindsAreTaken(String text, Notes notes) {
        assertThat(notes.add("note", text)).isEqualTo(1);
    }

    @RepeatedTest(2)
    void aTestMayLeaveItsConnectionInATransaction(StatefulRedisConnection<String, String> connection, Notes notes) {
        connection.sync().set("before", "1");
        connection.sync().multi();
        assertThat(notes.addAsync("note", "text").toCompletableFuture()).isNotDone();
    }

    /** The server may not have read it when the test ends. */
    @RepeatedTest(20)
    void aCallThatNoTestWaitsForStaysInItsTest(Notes notes) {
        assertThat(notes.addAsync("note", "text")).isNotNull();
    }

    @Nested
    class InNestedClasses {

        @Test
        void itIsTheSame(Notes notes) {
            assertThat(notes.add("note", "text")).isEqualTo(1);
        }
    }
}
