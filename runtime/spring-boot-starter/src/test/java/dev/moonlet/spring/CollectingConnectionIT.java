package dev.moonlet.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.testing.RedisExtension;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.core.SessionCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Calls while Spring's connection of the thread collects commands, which they would not be part of. */
@Tag("any-server")
class CollectingConnectionIT {

    private static final String IN_TRANSACTION =
            "script counter/add can't be called here: the RedisConnection of this thread"
                    + " collects commands between multi() and exec()";

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private final ApplicationContextRunner application = Contexts.onPort(redis.port());

    @Test
    void aCallBetweenMultiAndExecIsRefused() {
        application.run(context -> {
            Counter counter = context.getBean(Counter.class);
            StringRedisTemplate template = context.getBean(StringRedisTemplate.class);
            List<Object> results = template.execute(session(operations -> {
                counter.add("a", 1); // before MULTI: at once
                operations.multi();
                operations.opsForValue().increment("a");
                assertThatThrownBy(() -> counter.add("a", 10))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith(IN_TRANSACTION)
                        .hasMessageContaining("dev.moonlet.Transaction");
                assertThatThrownBy(() -> counter.addAsync("a", 10))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith(IN_TRANSACTION);
                assertThatThrownBy(() -> counter.addLater("a", 10).block()).hasStackTraceContaining(IN_TRANSACTION);
                assertThat(CompletableFuture.supplyAsync(() -> counter.add("b", 1))
                                .join())
                        .as("another thread has another connection")
                        .isEqualTo(1);
                List<Object> executed = operations.exec();
                assertThat(counter.add("a", 1)).as("after EXEC").isEqualTo(3);
                return executed;
            }));
            assertThat(results).containsExactly(2L);
            assertThat(TransactionSynchronizationManager.hasResource(context.getBean(RedisConnectionFactory.class)))
                    .as("the connection is unbound")
                    .isFalse();
        });
    }

    @Test
    void aCallInAPipelineIsRefused() {
        application.run(context -> {
            Counter counter = context.getBean(Counter.class);
            StringRedisTemplate template = context.getBean(StringRedisTemplate.class);
            List<Object> results = template.executePipelined(session(operations -> {
                operations.opsForValue().increment("a");
                assertThatThrownBy(() -> counter.add("a", 10))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("the RedisConnection of this thread is pipelined")
                        .hasMessageContaining("dev.moonlet.Pipeline");
                assertThatThrownBy(() -> counter.addAsync("a", 10)).isInstanceOf(IllegalStateException.class);
                return null;
            }));
            assertThat(results).containsExactly(1L);
            assertThat(counter.total("a")).isEqualTo(1);
        });
    }

    @Test
    void aCallInATransactionOfSpringIsRefusedOnceRedisTakesPart() {
        application.withPropertyValues("moonlet.translate-exceptions=true").run(context -> {
            Counter counter = context.getBean(Counter.class);
            StringRedisTemplate template = context.getBean(StringRedisTemplate.class);
            template.setEnableTransactionSupport(true);
            TransactionTemplate transaction = new TransactionTemplate(new WithoutResources());
            transaction.executeWithoutResult(status -> {
                assertThat(counter.add("a", 1)).as("before MULTI").isEqualTo(1);
                template.opsForValue().increment("a");
                assertThatThrownBy(() -> counter.add("a", 10))
                        .isInstanceOf(InvalidDataAccessApiUsageException.class)
                        .hasMessageStartingWith(IN_TRANSACTION)
                        .hasCauseInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> counter.addAsync("a", 10))
                        .isInstanceOf(InvalidDataAccessApiUsageException.class);
            });
            assertThat(counter.add("a", 1)).as("after the commit").isEqualTo(3);
            transaction.setReadOnly(true);
            transaction.executeWithoutResult(status -> {
                template.opsForValue().get("a");
                assertThat(counter.total("a"))
                        .as("a transaction that only reads has no MULTI")
                        .isEqualTo(3);
            });
        });
    }

    @Test
    void aCallbackWithItsOwnConnectionDoesNotMatter() {
        application.run(context -> {
            Counter counter = context.getBean(Counter.class);
            StringRedisTemplate template = context.getBean(StringRedisTemplate.class);
            List<Object> results = template.executePipelined((RedisCallback<@Nullable Object>) connection -> {
                connection.stringCommands().incr("a".getBytes(UTF_8));
                assertThat(template.opsForValue().increment("b"))
                        .as("a command of the template runs at once")
                        .isEqualTo(1);
                assertThat(counter.add("b", 1)).as("and so does a script").isEqualTo(2);
                return null;
            });
            assertThat(results).containsExactly(1L);
        });
    }

    @Test
    void aTransactionOfAnotherFactoryDoesNotMatter() {
        application.run(context -> {
            Counter counter = context.getBean(Counter.class);
            Contexts.onPort(redis.port()).run(other -> {
                StringRedisTemplate template = other.getBean(StringRedisTemplate.class);
                List<Object> results = template.execute(session(operations -> {
                    operations.multi();
                    assertThat(counter.add("a", 1)).isEqualTo(1);
                    return operations.exec();
                }));
                assertThat(results).isEmpty();
            });
        });
    }

    private interface Block {
        @Nullable
        List<Object> run(RedisOperations<String, String> operations);
    }

    private static SessionCallback<List<Object>> session(Block block) {
        return new SessionCallback<>() {
            @Override
            @SuppressWarnings({"unchecked", "NullAway"}) // null is what a pipeline asks for
            public <K, V> List<Object> execute(RedisOperations<K, V> operations) throws DataAccessException {
                return block.run((RedisOperations<String, String>) operations);
            }
        };
    }

    /** Transactions whose only participant is what synchronizes with them. */
    private static final class WithoutResources extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
