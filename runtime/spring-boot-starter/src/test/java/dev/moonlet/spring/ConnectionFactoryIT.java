package dev.moonlet.spring;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ServerUnavailableException;
import dev.moonlet.testing.RedisExtension;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Executors on the connections of factories, as they are shared, lent, reset and made anew. */
@Tag("any-server")
class ConnectionFactoryIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private static final EventExecutor eventLoop = new DefaultEventExecutor();

    @AfterAll
    static void endEventLoop() {
        Future<?> unused = eventLoop.shutdownGracefully();
    }

    private final ApplicationContextRunner application = Contexts.onPort(redis.port());

    /** How many connections the application has. */
    private static long connections() {
        return redis.connection()
                .sync()
                .clientList()
                .lines()
                .filter(client -> client.contains("name=" + Contexts.CLIENT_NAME + " "))
                .count();
    }

    @Test
    void scriptsRunOnTheConnectionOfTheTemplate() {
        application.run(context -> {
            Counter counter = context.getBean(Counter.class);
            StringRedisTemplate template = context.getBean(StringRedisTemplate.class);
            assertThat(connections())
                    .as("nothing is connected before the first call")
                    .isZero();
            assertThat(counter.add("a", 2)).isEqualTo(2);
            template.opsForValue().increment("a");
            assertThat(counter.addAsync("a", 4).toCompletableFuture().get()).isEqualTo(7);
            assertThat(counter.addLater("a", 1).block()).isEqualTo(8);
            assertThat(template.opsForValue().get("a")).isEqualTo("8");
            assertThat(connections()).isEqualTo(1);
        });
        await().untilAsserted(() -> assertThat(connections()).isZero());
    }

    @Test
    void jsonIsWrittenByTheMapperOfTheApplication() {
        application
                .withUserConfiguration(NotesLua.class)
                .withPropertyValues("spring.jackson.property-naming-strategy=UPPER_CAMEL_CASE")
                .run(context -> {
                    Notes.Note note = new Notes.Note("shopping", List.of("bread", "milk"));
                    assertThat(context.getBean(Notes.class).keep("note", note)).isEqualTo(note);
                    assertThat(redis.connection().sync().get("note"))
                            .contains("\"Title\":\"shopping\"")
                            .contains("\"Lines\":[\"bread\",\"milk\"]");
                });
    }

    @Test
    void callsFollowAFactoryThatIsResetStoppedAndStarted() {
        application.run(context -> {
            Counter counter = context.getBean(Counter.class);
            LettuceConnectionFactory factory = context.getBean(LettuceConnectionFactory.class);
            assertThat(counter.add("a", 1)).isEqualTo(1);
            factory.resetConnection();
            assertThat(counter.add("a", 1)).isEqualTo(2);
            assertThat(connections()).isEqualTo(1);
            factory.stop();
            assertThatThrownBy(() -> counter.add("a", 1))
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContaining("STOPPED");
            assertThat(counter.addAsync("a", 1).toCompletableFuture()).isCompletedExceptionally();
            factory.start();
            assertThat(counter.addAsync("a", 1).toCompletableFuture().get()).isEqualTo(3);
            redis.connection().sync().scriptFlush();
            assertThat(counter.add("a", 1)).isEqualTo(4);
        });
    }

    @Test
    void aContextThatIsStoppedAndStartedHasAWorkingExecutor() {
        application.run(context -> {
            Counter counter = context.getBean(Counter.class);
            assertThat(counter.add("a", 1)).isEqualTo(1);
            context.getSourceApplicationContext().stop();
            assertThatThrownBy(() -> counter.add("a", 1)).isInstanceOf(ServerUnavailableException.class);
            context.getSourceApplicationContext().start();
            assertThat(counter.add("a", 1)).isEqualTo(2);
        });
    }

    @Test
    void callsThatTheStopOfAFactoryInterruptsFail() {
        application.run(context -> {
            Counter counter = context.getBean(Counter.class);
            counter.add("a", 1);
            redis.server().pauseWrites();
            try {
                CompletableFuture<Long> call = counter.addAsync("a", 1).toCompletableFuture();
                context.getBean(LettuceConnectionFactory.class).stop();
                assertThatThrownBy(() -> call.get(1, TimeUnit.MINUTES)).isInstanceOf(ExecutionException.class);
            } finally {
                redis.server().resumeWrites();
            }
        });
    }

    @Test
    void theFirstCallCanBeMadeByAnEventLoop() {
        application.run(context -> {
            Counter counter = context.getBean(Counter.class);
            CompletableFuture<Long> call = redis.connection()
                    .async()
                    .set("a", "10")
                    .thenCompose(done -> counter.addAsync("a", 1))
                    .toCompletableFuture();
            assertThat(call.get(1, TimeUnit.MINUTES)).isEqualTo(11);
        });
    }

    @Test
    void aPooledFactoryThatSharesAConnectionHasItsCallsThere() {
        application
                .withPropertyValues("spring.data.redis.lettuce.pool.enabled=true")
                .run(context -> {
                    Counter counter = context.getBean(Counter.class);
                    LettuceConnectionFactory factory = context.getBean(LettuceConnectionFactory.class);
                    assertThat(counter.add("a", 1)).isEqualTo(1);
                    factory.resetConnection();
                    assertThat(counter.addAsync("a", 1).toCompletableFuture().get())
                            .isEqualTo(2);
                    factory.stop();
                    factory.start();
                    assertThat(counter.add("a", 1)).isEqualTo(3);
                });
    }

    @Test
    void anEventLoopDoesNotWaitForThePoolAfterAReset() {
        application
                .withPropertyValues(
                        "spring.data.redis.lettuce.pool.enabled=true", "spring.data.redis.lettuce.pool.max-active=1")
                .run(context -> {
                    Counter counter = context.getBean(Counter.class);
                    LettuceConnectionFactory factory = context.getBean(LettuceConnectionFactory.class);
                    assertThat(counter.add("a", 1)).isEqualTo(1);
                    RedisConnection borrower = factory.getConnection();
                    factory.resetConnection(); // which gives the connection of the calls back to the pool
                    borrower.multi(); // which takes it
                    List<CompletableFuture<Long>> calls = CompletableFuture.supplyAsync(
                                    () -> List.of(counter.addAsync("a", 1).toCompletableFuture()), eventLoop)
                            .get(1, TimeUnit.MINUTES);
                    CompletableFuture<Long> call = calls.get(0);
                    assertThat(call).isNotDone();
                    borrower.discard();
                    borrower.close();
                    assertThat(call.get(1, TimeUnit.MINUTES)).isEqualTo(2);
                });
    }

    @Test
    void callsOfAnEventLoopThatConnectKeepTheirOrder() {
        application
                .withPropertyValues("spring.data.redis.lettuce.pool.enabled=true")
                .run(context -> {
                    Counter counter = context.getBean(Counter.class);
                    List<CompletableFuture<Long>> calls = CompletableFuture.supplyAsync(
                                    () -> IntStream.range(0, 100)
                                            .mapToObj(i ->
                                                    counter.addAsync("a", 1).toCompletableFuture())
                                            .toList(),
                                    eventLoop)
                            .get(1, TimeUnit.MINUTES);
                    for (int i = 0; i < calls.size(); i++) {
                        assertThat(calls.get(i).get(1, TimeUnit.MINUTES)).isEqualTo(i + 1);
                    }
                });
    }

    @Test
    void aPoolLendsAConnectionToEachCall() throws Exception {
        try (LogEvents log = new LogEvents()) {
            application
                    .withUserConfiguration(NotShared.class)
                    .withPropertyValues(
                            "spring.data.redis.lettuce.pool.enabled=true",
                            "spring.data.redis.lettuce.pool.max-active=2",
                            "spring.data.redis.lettuce.pool.max-wait=0",
                            "moonlet.connect-timeout=1m")
                    .run(context -> {
                        Counter counter = context.getBean(Counter.class);
                        counter.add("a", 1);
                        List<CompletableFuture<Long>> calls = new ArrayList<>();
                        redis.server().pauseWrites();
                        try {
                            for (int i = 0; i < 10; i++) {
                                calls.add(counter.addAsync("a", 1).toCompletableFuture());
                            }
                            assertThat(connections()).isEqualTo(2);
                        } finally {
                            redis.server().resumeWrites();
                        }
                        for (CompletableFuture<Long> call : calls) {
                            call.get(1, TimeUnit.MINUTES);
                        }
                        assertThat(counter.total("a")).isEqualTo(11);
                    });
            assertThat(log.problems()).isEmpty();
        }
        await().untilAsserted(() -> assertThat(connections()).isZero());
    }

    /** What gives a connection back is not queued behind the threads that wait for it. */
    @Test
    void aPoolServesCallsOfTheCommonPool() {
        application
                .withUserConfiguration(NotShared.class)
                .withPropertyValues(
                        "spring.data.redis.lettuce.pool.enabled=true", "spring.data.redis.lettuce.pool.max-active=1")
                .run(context -> {
                    Counter counter = context.getBean(Counter.class);
                    List<CompletableFuture<Long>> calls = IntStream.range(0, 50)
                            .parallel()
                            .mapToObj(i -> counter.addAsync("a", 1).toCompletableFuture())
                            .toList();
                    for (CompletableFuture<Long> call : calls) {
                        call.get(1, TimeUnit.MINUTES);
                    }
                    assertThat(counter.total("a")).isEqualTo(50);
                });
    }

    @Test
    void anExhaustedPoolFailsACallUnlessItMayWait() {
        application
                .withUserConfiguration(NotShared.class)
                .withPropertyValues(
                        "spring.data.redis.lettuce.pool.enabled=true",
                        "spring.data.redis.lettuce.pool.max-active=1",
                        "spring.data.redis.lettuce.pool.max-wait=0")
                .run(context -> {
                    Counter counter = context.getBean(Counter.class);
                    counter.add("a", 1);
                    redis.server().pauseWrites();
                    CompletableFuture<Long> first;
                    try {
                        first = counter.addAsync("a", 1).toCompletableFuture();
                        assertThatThrownBy(() -> counter.add("a", 1))
                                .isInstanceOf(ServerUnavailableException.class)
                                .hasMessageContaining("the pool gave no connection: Timeout waiting for idle object");
                    } finally {
                        redis.server().resumeWrites();
                    }
                    assertThat(first.get(1, TimeUnit.MINUTES)).isEqualTo(2);
                });
    }

    @Test
    void aFactoryWithoutPoolAndSharedConnectionConnectsForEachCall() throws Exception {
        try (LogEvents log = new LogEvents()) {
            application.withUserConfiguration(NotShared.class).run(context -> {
                Counter counter = context.getBean(Counter.class);
                assertThat(counter.add("a", 1)).isEqualTo(1);
                CompletableFuture<Long> chained = counter.addAsync("a", 1)
                        .thenCompose(total -> counter.addAsync("a", 1))
                        .toCompletableFuture();
                assertThat(chained.get(1, TimeUnit.MINUTES)).isEqualTo(3);
                await().untilAsserted(() -> assertThat(connections()).isZero());
            });
            assertThat(log.problems()).isEmpty();
        }
    }

    @Test
    void severalDatabasesHaveAnExecutorEach() {
        application.withUserConfiguration(TwoDatabases.class).run(context -> {
            Counter first = new CounterLua(context.getBean("firstExecutor", ScriptExecutor.class));
            Counter second = new CounterLua(context.getBean("secondExecutor", ScriptExecutor.class));
            first.add("a", 1);
            second.add("a", 10);
            assertThat(first.total("a")).isEqualTo(1);
            assertThat(second.total("a")).isEqualTo(10);
        });
    }

    @Test
    void customizersAreCalledForEachConnection() {
        List<String> called = new ArrayList<>();
        application
                .withBean(ScriptExecutorCustomizer.class, () -> builder -> called.add("customized"))
                .run(context -> {
                    Counter counter = context.getBean(Counter.class);
                    assertThat(called).isEmpty();
                    counter.add("a", 1);
                    counter.add("a", 1);
                    assertThat(called).hasSize(1);
                    context.getBean(LettuceConnectionFactory.class).resetConnection();
                    counter.add("a", 1);
                    assertThat(called).hasSize(2);
                });
    }

    @Test
    void callsKeepTheirOrder() {
        application.run(context -> {
            Counter counter = context.getBean(Counter.class);
            List<CompletableFuture<Long>> calls = IntStream.range(0, 100)
                    .mapToObj(i -> counter.addAsync("a", 1).toCompletableFuture())
                    .toList();
            for (int i = 0; i < calls.size(); i++) {
                assertThat(calls.get(i).get()).isEqualTo(i + 1);
            }
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class NotShared {
        @Bean
        static BeanPostProcessor notShared() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessBeforeInitialization(Object bean, String name) {
                    if (bean instanceof LettuceConnectionFactory factory) {
                        factory.setShareNativeConnection(false);
                    }
                    return bean;
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDatabases {

        private static LettuceConnectionFactory database(int index) {
            RedisStandaloneConfiguration standalone = new RedisStandaloneConfiguration("127.0.0.1", redis.port());
            standalone.setDatabase(index);
            return new LettuceConnectionFactory(standalone);
        }

        @Bean
        @Primary
        LettuceConnectionFactory first() {
            return database(1);
        }

        @Bean
        LettuceConnectionFactory second() {
            return database(2);
        }

        @Bean
        @Primary
        ScriptExecutor firstExecutor(
                ScriptExecutorFactory executors, @Qualifier("first") LettuceConnectionFactory factory) {
            return executors.create(factory);
        }

        @Bean
        ScriptExecutor secondExecutor(
                ScriptExecutorFactory executors, @Qualifier("second") LettuceConnectionFactory factory) {
            return executors.create(factory);
        }
    }
}
