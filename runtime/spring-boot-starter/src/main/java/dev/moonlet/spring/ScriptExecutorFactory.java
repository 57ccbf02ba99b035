package dev.moonlet.spring;

import dev.moonlet.ExecutorBuilder;
import dev.moonlet.Pipeline;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.Transaction;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Makes executors on connection factories of Spring Data Redis. Spring Boot configures one as a bean, with the
 * {@code moonlet.*} properties and all {@link ScriptExecutorCustomizer} and {@link ScriptExecutorDecorator} beans. An application
 * with several connection factories makes an executor for each:
 *
 * <pre>{@code
 * @Bean
 * @Qualifier("orders")
 * ScriptExecutor ordersExecutor(ScriptExecutorFactory executors, @Qualifier("orders") LettuceConnectionFactory redis) {
 *     return executors.create(redis);
 * }
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @see <a href="https://docs.spring.io/spring-data/redis/reference/redis/connection-modes.html">Spring Data Redis: connection
 *     modes</a>
 */
public final class ScriptExecutorFactory {

    private final Settings settings;

    /** How executors are made. */
    private record Settings(
            List<ScriptExecutorCustomizer> customizers,
            List<ScriptExecutorDecorator> decorators,
            @Nullable Duration connectTimeout,
            @Nullable ScriptExceptionTranslator translator) {

        Settings {
            customizers = List.copyOf(customizers);
            decorators = List.copyOf(decorators);
        }
    }

    private ScriptExecutorFactory(Settings settings) {
        this.settings = settings;
    }

    /** A factory whose executors have the default options. */
    public static ScriptExecutorFactory withDefaults() {
        return new ScriptExecutorFactory(new Settings(List.of(), List.of(), null, null));
    }

    /** A factory that also calls a customizer, after those that it has. */
    public ScriptExecutorFactory withCustomizer(ScriptExecutorCustomizer customizer) {
        List<ScriptExecutorCustomizer> all = new ArrayList<>(settings.customizers());
        all.add(Objects.requireNonNull(customizer, "customizer"));
        return new ScriptExecutorFactory(
                new Settings(all, settings.decorators(), settings.connectTimeout(), settings.translator()));
    }

    /** A factory that also wraps its executors, inside of the decorators that it has. */
    public ScriptExecutorFactory withDecorator(ScriptExecutorDecorator decorator) {
        List<ScriptExecutorDecorator> all = new ArrayList<>(settings.decorators());
        all.add(Objects.requireNonNull(decorator, "decorator"));
        return new ScriptExecutorFactory(
                new Settings(settings.customizers(), all, settings.connectTimeout(), settings.translator()));
    }

    /**
     * A factory whose executors wait, without blocking a thread, while all connections of a pool are in use. It counts where the
     * connection factory has a pool and doesn't share its native connection, and begins when the {@code maxWait} of the pool is
     * over.
     *
     * @throws IllegalArgumentException if the timeout is not positive
     */
    public ScriptExecutorFactory withConnectTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("connect timeout " + timeout + " is not positive");
        }
        return new ScriptExecutorFactory(
                new Settings(settings.customizers(), settings.decorators(), timeout, settings.translator()));
    }

    /** A factory whose executors fail with a {@link org.springframework.dao.DataAccessException} that has the exception as its cause. */
    public ScriptExecutorFactory withTranslatedExceptions() {
        return new ScriptExecutorFactory(new Settings(
                settings.customizers(),
                settings.decorators(),
                settings.connectTimeout(),
                new ScriptExceptionTranslator()));
    }

    /**
     * An executor on the connection that a factory shares, whatever that connects to: one server, a master that Sentinel names, a
     * master and its replicas, or a cluster. If the factory shares none, each call takes a connection of its pool, or a new one.
     *
     * <p>It connects at its first call. A missing server is a {@link dev.moonlet.ServerUnavailableException} of the call. If the
     * factory is stopped and started, or reset, calls run on its new connection.
     *
     * <p>As a bean, it stops before the factory: calls in flight are answered first. Calls after that fail with a
     * {@code ServerUnavailableException}. Where Spring's connection of the current thread is between {@code multi()} and
     * {@code exec()}, or is pipelined, calls throw an {@link IllegalStateException}.
     *
     * @param connections the factory, which the application starts and stops
     */
    public ScriptExecutor create(LettuceConnectionFactory connections) {
        Objects.requireNonNull(connections, "connections");
        InFlightCalls inFlight = new InFlightCalls();
        BorrowedConnections pool = new BorrowedConnections(connections, settings.connectTimeout() != null, inFlight);
        ScriptExecutor executor = new FactoryExecutor(
                connections,
                new SharedConnection(connections, this::customized),
                SingletonSupplier.of(
                        () -> customizedPool(ScriptExecutor.on(pool)).build()));
        for (int i = settings.decorators().size() - 1; i >= 0; i--) {
            executor = settings.decorators().get(i).decorate(executor);
        }
        return new ManagedExecutor(executor, connections, inFlight, settings.translator());
    }

    /**
     * A pipeline on the connection that a factory shares, for calls that are sent together:
     *
     * <pre>{@code
     * Pipeline pipeline = executors.createPipeline(redis);
     * Visits visits = new VisitsLua(pipeline);
     * pages.forEach(page -> visits.countAsync(page));
     * pipeline.flush();
     * }</pre>
     *
     * <p>It has the options of the customizers, without the decorators, and its calls fail with Moonlet's exceptions. Make a new
     * one for each batch: it keeps the connection that the factory has now, and the end of the application does not wait for its
     * calls. This method connects if the factory is not connected, so event loops should not call it.
     *
     * @param connections the factory, which the application starts and stops
     * @throws IllegalStateException if the factory shares no connection
     * @throws org.springframework.data.redis.RedisConnectionFailureException if it can't connect
     */
    public Pipeline createPipeline(LettuceConnectionFactory connections) {
        if (!connections.getShareNativeConnection()) {
            throw new IllegalStateException("the calls of a pipeline share one connection, which this factory does not;"
                    + " call LettuceConnectionFactory.setShareNativeConnection(true)");
        }
        return new SharedConnection(connections, this::customized).pipeline();
    }

    /**
     * A transaction with its own connection, which the client of a factory makes when the transaction is first used:
     *
     * <pre>{@code
     * try (Transaction<String, String> transaction = executors.createTransaction(redis)) {
     *     Visits visits = new VisitsLua(transaction);
     *     long count = transaction.run(commands -> visits.countAsync("/home"));
     * }
     * }</pre>
     *
     * <p>Close it when it is no longer used, before the factory stops. It has none of the options of executors.
     *
     * @param connections a factory for one server, or for the master that Sentinel names; its database is that of the transaction
     * @throws IllegalStateException if the factory is for a cluster
     */
    public Transaction<String, String> createTransaction(LettuceConnectionFactory connections) {
        if (connections.isClusterAware()) {
            throw new IllegalStateException("a transaction needs a connection to one server, not to a cluster");
        }
        return Transaction.of(() -> ((RedisClient) connections.getRequiredNativeClient()).connect());
    }

    private ExecutorBuilder customizedPool(ExecutorBuilder builder) {
        Duration connectTimeout = settings.connectTimeout();
        return customized(connectTimeout == null ? builder : builder.connectTimeout(connectTimeout));
    }

    private ExecutorBuilder customized(ExecutorBuilder builder) {
        settings.customizers().forEach(customizer -> customizer.customize(builder));
        return builder;
    }
}
