package dev.moonlet.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.moonlet.Pipeline;
import dev.moonlet.Transaction;
import dev.moonlet.testing.RedisExtension;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** What a factory makes beside executors. */
@Tag("any-server")
class PipelineAndTransactionIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @Test
    void aPipelineSendsItsCallsOnTheConnectionOfTheFactory() {
        Contexts.onPort(redis.port()).run(context -> {
            Pipeline pipeline = context.getBean(ScriptExecutorFactory.class)
                    .createPipeline(context.getBean(LettuceConnectionFactory.class));
            Counter counter = new CounterLua(pipeline);
            CompletionStage<Long> first = counter.addAsync("a", 1);
            CompletionStage<Long> second = counter.addAsync("a", 10);
            assertThat(pipeline.size()).isEqualTo(2);
            pipeline.flush();
            assertThat(first.toCompletableFuture().get(1, TimeUnit.MINUTES)).isEqualTo(1);
            assertThat(second.toCompletableFuture().get(1, TimeUnit.MINUTES)).isEqualTo(11);
            assertThat(context.getBean(Counter.class).total("a")).isEqualTo(11);
        });
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // the stages of a transaction complete together
    void aTransactionRunsInTheDatabaseOfTheFactory() {
        Contexts.onPort(redis.port())
                .withPropertyValues("spring.data.redis.database=3")
                .run(context -> {
                    try (Transaction<String, String> transaction = context.getBean(ScriptExecutorFactory.class)
                            .createTransaction(context.getBean(LettuceConnectionFactory.class))) {
                        Counter counter = new CounterLua(transaction);
                        long total = transaction.run(commands -> {
                            commands.set("a", "10");
                            return counter.addAsync("a", 1);
                        });
                        assertThat(total).isEqualTo(11);
                    }
                    assertThat(context.getBean(Counter.class).total("a")).isEqualTo(11);
                });
    }

    @Test
    void factoriesThatCannotHaveThemAreRefused() {
        LettuceConnectionFactory ofItsOwn = new LettuceConnectionFactory();
        ofItsOwn.setShareNativeConnection(false);
        ScriptExecutorFactory executors = ScriptExecutorFactory.withDefaults();
        assertThatIllegalStateException()
                .isThrownBy(() -> executors.createPipeline(ofItsOwn))
                .withMessageContaining("setShareNativeConnection(true)");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        executors.createTransaction(new LettuceConnectionFactory(new RedisClusterConfiguration())))
                .withMessageContaining("needs a connection to one server");
    }
}
