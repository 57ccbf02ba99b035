package dev.moonlet.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ReturnedErrorException;
import dev.moonlet.ScriptErrorException;
import dev.moonlet.ServerUnavailableException;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisCommandTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Calls that fail with exceptions of Spring, on request. */
@Tag("any-server")
class TranslatedExceptionsIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private final ApplicationContextRunner application = Contexts.onPort(redis.port());
    private final ApplicationContextRunner translating =
            application.withPropertyValues("moonlet.translate-exceptions=true");

    @Test
    void exceptionsAreThoseOfMoonletByDefault() {
        application.run(context -> {
            redis.connection().sync().set("a", "1");
            assertThatThrownBy(() -> context.getBean(Counter.class).fail("a")).isInstanceOf(ScriptErrorException.class);
        });
    }

    @Test
    void blockingAndAsynchronousCallsFailWithThoseOfSpring() {
        translating.run(context -> {
            Counter counter = context.getBean(Counter.class);
            redis.connection().sync().set("a", "1");
            assertThatThrownBy(() -> counter.fail("a"))
                    .isExactlyInstanceOf(RedisSystemException.class)
                    .hasMessageStartingWith("script counter/fail failed")
                    .hasCauseInstanceOf(ScriptErrorException.class);
            CompletableFuture<Long> stage = counter.failAsync("a").toCompletableFuture();
            assertThatThrownBy(stage::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isExactlyInstanceOf(RedisSystemException.class)
                    .hasCauseInstanceOf(ScriptErrorException.class);
            assertThatThrownBy(() -> counter.failLater("a").block())
                    .isExactlyInstanceOf(RedisSystemException.class)
                    .hasCauseInstanceOf(ScriptErrorException.class);
            assertThat(counter.addAsync("a", 1).toCompletableFuture().get()).isEqualTo(2);
            context.getBean(LettuceConnectionFactory.class).stop();
            assertThatThrownBy(() -> counter.add("a", 1))
                    .isExactlyInstanceOf(RedisConnectionFailureException.class)
                    .hasCauseInstanceOf(ServerUnavailableException.class);
        });
    }

    @Test
    void whatAScriptDeclaresAsFailureStaysAsItIs() {
        translating.run(context -> assertThatThrownBy(
                        () -> context.getBean(Counter.class).take("a"))
                .isInstanceOf(ReturnedErrorException.class));
    }

    @Test
    void aCallWithoutAnswerIsATimeout() {
        translating.withPropertyValues("moonlet.read-timeout=100ms").run(context -> {
            Counter counter = context.getBean(Counter.class);
            counter.add("a", 1);
            redis.server().pauseWrites();
            try {
                assertThatThrownBy(() -> counter.add("a", 1))
                        .isExactlyInstanceOf(QueryTimeoutException.class)
                        .hasCauseInstanceOf(RedisCommandTimeoutException.class);
            } finally {
                redis.server().resumeWrites();
            }
        });
    }

    @Test
    void aStageThatIsCancelledCancelsTheCall() {
        translating.run(context -> {
            Counter counter = context.getBean(Counter.class);
            counter.add("a", 1);
            redis.server().pauseWrites();
            CompletableFuture<Long> call;
            try {
                call = counter.addAsync("a", 1).toCompletableFuture();
                assertThat(call.cancel(true)).isTrue();
            } finally {
                redis.server().resumeWrites();
            }
            assertThat(call).isCancelled();
        });
    }
}
