package dev.moonlet.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.moonlet.Delivery;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.FaultyProxy;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Injected faults do what real ones do. */
@MoonletTest(delivery = Delivery.AT_MOST_ONCE)
class FaultInjectionIT {

    private static String kind(@Nullable Throwable failure) {
        return failure == null ? "none" : failure.getClass().getName() + " " + message(failure);
    }

    /** The message without its reason, which says that it is injected. */
    private static String message(Throwable failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("(was not sent): .*", "$1");
    }

    /** What a caller sees of a fault of a connection, and how many notes there are afterwards. */
    private static String real(RedisURI uri, Delivery delivery) throws IOException {
        RedisClient client = RedisClient.create(uri);
        try (FaultyProxy proxy = new FaultyProxy(uri.getPort());
                StatefulRedisConnection<String, String> connection = client.connect(proxy.uri())) {
            Notes notes = new NotesLua(
                    ScriptExecutor.on(connection).delivery(delivery).build());
            notes.add("real", "loads the script");
            proxy.cutNextReply();
            Throwable failure = catchThrowable(() -> notes.add("real", "text"));
            return kind(failure) + ", " + connection.sync().llen("real");
        } finally {
            client.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLostReplyIsLikeARealOne(
            Delivery delivery, RedisURI uri, RedisCommands<String, String> redis, ScriptExecutor executor)
            throws IOException {
        FaultInjection faults = FaultInjection.on(executor).withDelivery(delivery);
        Notes notes = new NotesLua(faults);
        notes.add("injected", "loads the script");
        faults.next().loseReply();
        Throwable failure = catchThrowable(() -> notes.add("injected", "text"));
        assertThat(kind(failure) + ", " + redis.llen("injected")).isEqualTo(real(uri, delivery));
    }

    @Test
    void aRefusedCallIsLikeARealOne(Notes notes, FaultInjection faults, RedisURI uri) {
        RedisClient client = RedisClient.create(uri);
        Notes closed;
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            closed = new NotesLua(ScriptExecutor.of(connection));
        } finally {
            client.shutdown();
        }
        faults.next().refuse();
        assertThat(kind(catchThrowable(() -> notes.add("note", "text"))))
                .isEqualTo(kind(catchThrowable(() -> closed.add("note", "text"))));
    }

    @Test
    void aTimeoutIsLikeARealOne(Notes notes, FaultInjection faults, RedisURI uri) throws IOException {
        RedisClient client = RedisClient.create(uri);
        try (FaultyProxy proxy = new FaultyProxy(uri.getPort());
                StatefulRedisConnection<String, String> connection = client.connect(proxy.uri())) {
            Notes slow = new NotesLua(ScriptExecutor.on(connection)
                    .readTimeout(Duration.ofMillis(50))
                    .build());
            slow.add("note", "loads the script");
            proxy.hold();
            Throwable real = catchThrowable(() -> slow.add("note", "text"));
            faults.next().timeOut();
            Throwable injected = catchThrowable(() -> notes.add("note", "text"));
            assertThat(kind(injected).replace(" (injected)", ""))
                    .isEqualTo(kind(real).replace("within 50 ms", "in time"));
        } finally {
            client.shutdown();
        }
    }

    @Test
    void scriptsThatAreLostAreLoadedAgain(Notes notes, FaultInjection faults, RedisCommands<String, String> redis) {
        faults.always().loseScripts();
        assertThat(notes.add("note", "a")).isEqualTo(1);
        assertThat(notes.addAsync("note", "b").toCompletableFuture().join()).isEqualTo(2);
        assertThat(redis.info("commandstats")).contains("cmdstat_script");
        faults.verifyAllUsed();
    }

    @MoonletTest
    static class MisspeltScript {

        @Test
        void addsANote(FaultInjection faults, Notes notes) {
            faults.of("notes/ad").refuse();
            notes.tag("index", "tag");
        }
    }

    @Test
    void aMisspeltScriptFailsTheTestAndTheKnownOnesAreNamed() {
        assertThat(TestRuns.failure(MisspeltScript.class)).isEqualTo("""
                faults can't be used:
                there is no script "notes/ad" in this test: did you mean "notes/add"?; known are notes/add, notes/count, \
                notes/tag, notes/tag_quietly""");
    }

    @MoonletTest
    static class ScriptThatIsNotCalled {

        @Test
        void addsNoNote(FaultInjection faults, Notes notes) {
            faults.of("notes/add").refuse();
            notes.tag("index", "tag");
        }
    }

    @Test
    void aScriptOfAnInjectedImplementationNeedsNoCall() {
        assertThat(TestRuns.failure(ScriptThatIsNotCalled.class)).isEqualTo("nothing failed");
    }
}
