package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.scripts.Echo;
import dev.moonlet.scripts.EchoLua;
import dev.moonlet.scripts.Ledger;
import dev.moonlet.scripts.LedgerLua;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.RedisProcess;
import dev.moonlet.testing.TlsCertificate;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.EpollProvider;
import io.lettuce.core.support.AsyncConnectionPoolSupport;
import io.lettuce.core.support.AsyncPool;
import io.lettuce.core.support.BoundedPoolConfig;
import io.lettuce.core.support.ConnectionPoolSupport;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The connections that Lettuce makes, each with the same scripts. */
class ConnectionsIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private RedisClient client;

    @BeforeEach
    void startClient() {
        client = RedisClient.create(RedisURI.create("127.0.0.1", redis.port()));
    }

    @AfterEach
    void stopClient() {
        client.shutdown();
    }

    private Echo echo(ScriptExecutor executor) throws Exception {
        return new EchoLua(executor);
    }

    private void check(ScriptExecutor executor) throws Exception {
        Echo echo = echo(executor);
        for (int i = 0; i < 3; i++) {
            assertThat(echo.echoInteger(i)).isEqualTo(i);
            assertThat(echo.person("Zoë", false).name()).isEqualTo("Zoë");
        }
    }

    private interface Calls {

        void make(StatefulRedisConnection<String, String> connection, FaultyProxy proxy) throws Exception;
    }

    /** Makes calls by way of a proxy, which can hold them back. */
    private void throughProxy(Calls calls) throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(redis.port())) {
            calls.make(client.connect(proxy.uri()), proxy);
        }
    }

    private long connected() {
        return redis.connection().sync().clientList().lines().count();
    }

    @ParameterizedTest
    @EnumSource(value = ProtocolVersion.class)
    void bothProtocols(ProtocolVersion version) throws Exception {
        client.setOptions(ClientOptions.builder().protocolVersion(version).build());
        check(ScriptExecutor.of(client.connect()));
    }

    @ParameterizedTest
    @EnumSource(value = ProtocolVersion.class)
    @NeedsRedis(6)
    void anyIsWhatTheProtocolHas(ProtocolVersion version) throws Exception {
        String text = "redis.setresp(3) return { { double = 1.5 }, { map = { a = 1 } } }";
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        client.setOptions(ClientOptions.builder().protocolVersion(version).build());
        Object reply = ScriptExecutor.of(client.connect())
                .execute(CompiledScript.of("any", digest, "any.lua\n\n1=0:1", text)
                        .call()
                        .<Object>returning(any -> Objects.requireNonNull(any.any(""))));
        assertThat(reply)
                .isEqualTo(
                        version == ProtocolVersion.RESP3
                                ? List.of(1.5, Map.of("a", 1L))
                                : List.of("1.5", List.of("a", 1L)));
    }

    @Test
    void anyCodec() throws Exception {
        check(ScriptExecutor.of(client.connect(ByteArrayCodec.INSTANCE)));
        check(ScriptExecutor.of(client.connect(new StringCodec(StandardCharsets.UTF_16))));
    }

    @Test
    void unixSockets(@TempDir Path sockets) throws Exception {
        assumeThat(EpollProvider.isAvailable()).isTrue();
        Path socket = sockets.resolve("redis.sock");
        try (RedisProcess server = RedisProcess.start("unixsocket " + socket)) {
            assertThat(server.port()).isPositive();
            check(ScriptExecutor.of(
                    client.connect(RedisURI.Builder.socket(socket.toString()).build())));
        }
    }

    @Test
    void encryptedConnections(@TempDir Path keys) throws Exception {
        TlsCertificate tls = TlsCertificate.in(keys);
        int port = RedisProcess.freePort();
        try (RedisProcess server = RedisProcess.start(tls.settings(port, "no"))) {
            client.setOptions(ClientOptions.builder()
                    .sslOptions(SslOptions.builder()
                            .trustManager(tls.certificate().toFile())
                            .build())
                    .build());
            assertThat(server.port()).isNotEqualTo(port);
            check(ScriptExecutor.of(client.connect(RedisURI.builder()
                    .withHost("127.0.0.1")
                    .withPort(port)
                    .withSsl(true)
                    .build())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void poolsThatBlock(Delivery delivery) throws Exception {
        GenericObjectPoolConfig<StatefulRedisConnection<String, String>> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(2);
        long before = connected();
        try (GenericObjectPool<StatefulRedisConnection<String, String>> pool =
                ConnectionPoolSupport.createGenericObjectPool(client::connect, config)) {
            ScriptExecutor executor = ScriptExecutor.borrowing(pool::borrowObject)
                    .delivery(delivery)
                    .build();
            check(executor);
            checkAsynchronous(executor, 2);
            assertThat(connected() - before).isLessThanOrEqualTo(2);
            redis.connection().sync().scriptFlush();
            check(executor);
            assertThat(pool.getNumActive()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void poolsThatDoNotBlock(Delivery delivery) throws Exception {
        CompletableFuture<Void> open = new CompletableFuture<>();
        try (AsyncPool<StatefulRedisConnection<String, String>> pool =
                AsyncConnectionPoolSupport.createBoundedObjectPool(
                        () -> open.thenCompose(opened ->
                                client.connectAsync(StringCodec.UTF8, RedisURI.create("127.0.0.1", redis.port()))),
                        BoundedPoolConfig.builder().maxTotal(50).build())) {
            ScriptExecutor executor = ScriptExecutor.on(pool).delivery(delivery).build();
            Echo echo = echo(executor);
            List<CompletableFuture<Echo.Person>> people = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                people.add(echo.personAsync("p" + i, false)); // returns, though there is no connection
            }
            assertThat(people).noneMatch(CompletableFuture::isDone);
            open.complete(null);
            for (int i = 0; i < 50; i++) {
                assertThat(people.get(i).get().name()).isEqualTo("p" + i);
            }
            check(executor);
        }
    }

    private void checkAsynchronous(ScriptExecutor executor, int count) throws Exception {
        Echo echo = echo(executor);
        List<CompletionStage<Echo.Person>> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(echo.personAsync("p" + i, false));
        }
        for (int i = 0; i < count; i++) {
            assertThat(people.get(i).toCompletableFuture().get().name()).isEqualTo("p" + i);
        }
    }

    @Test
    void aPoolThatHasNoneSaysSo() throws Exception {
        try (AsyncPool<StatefulRedisConnection<String, String>> pool =
                AsyncConnectionPoolSupport.createBoundedObjectPool(
                        () -> client.connectAsync(StringCodec.UTF8, RedisURI.create("127.0.0.1", redis.port())),
                        BoundedPoolConfig.builder().maxTotal(1).build())) {
            StatefulRedisConnection<String, String> taken = pool.acquire().get();
            Echo echo = echo(
                    ScriptExecutor.on(pool).delivery(Delivery.AT_LEAST_ONCE).build());
            assertThatThrownBy(() -> echo.echoInteger(1))
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageStartingWith(
                            "script echo/integer was not sent: the pool gave no connection: Pool exhausted");
            taken.close();
            assertThat(echo.echoInteger(1)).isEqualTo(1);
        }
    }

    @Test
    void aPoolThatTakesNothingBackChangesNoResult() throws Exception {
        StatefulRedisConnection<String, String> shared = client.connect();
        StatefulRedisConnection<?, ?> unreturnable = (StatefulRedisConnection<?, ?>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {StatefulRedisConnection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        throw new IllegalStateException("taken back already");
                    }
                    return method.invoke(shared, arguments);
                });
        Echo echo = echo(ScriptExecutor.borrowing(() -> unreturnable)
                .delivery(Delivery.AT_LEAST_ONCE)
                .build());
        assertThat(echo.echoInteger(1)).isEqualTo(1);
        assertThat(echo.personAsync("p", false)).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void interruptedCallersLeaveTheirConnectionToOthers() throws Exception {
        CompletableFuture<StatefulRedisConnection<String, String>> late = new CompletableFuture<>();
        try (AsyncPool<StatefulRedisConnection<String, String>> pool =
                AsyncConnectionPoolSupport.createBoundedObjectPool(
                        () -> late, BoundedPoolConfig.builder().maxTotal(1).build())) {
            Echo echo = echo(
                    ScriptExecutor.on(pool).delivery(Delivery.AT_LEAST_ONCE).build());
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> echo.echoInteger(1)).isInstanceOf(RedisCommandInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
            late.complete(client.connect());
            assertThat(echo.echoInteger(2)).isEqualTo(2);
        }
    }

    @Test
    void aServerThatIsNotThereSaysSo() throws Exception {
        int port = RedisProcess.freePort();
        Echo echo = echo(ScriptExecutor.borrowing(() -> client.connect(RedisURI.create("127.0.0.1", port)))
                .build());
        assertThatThrownBy(() -> echo.echoInteger(1)).isInstanceOf(ServerUnavailableException.class);
    }

    @Test
    void timeoutsAreHonoured() throws Exception {
        throughProxy((connection, proxy) -> {
            Echo echo = echo(ScriptExecutor.of(connection));
            assertThat(echo.echoInteger(1)).isEqualTo(1);
            connection.setTimeout(Duration.ofMillis(50));
            proxy.hold();
            assertThatThrownBy(() -> echo.echoInteger(2))
                    .isInstanceOf(RedisCommandTimeoutException.class)
                    .hasMessageMatching( // of the caller, or of the client, whichever looks at the clock first
                            "script echo/integer was not answered (within 50 ms|in time); it may have run");
            assertThat(echo.echoIntegerAsync(4))
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .withCauseInstanceOf(RedisCommandTimeoutException.class)
                    .withMessageContaining("script echo/integer was not answered in time; it may have run");
            connection.setTimeout(Duration.ofMinutes(1));
            proxy.release();
            assertThat(echo.echoInteger(3)).isEqualTo(3);
        });
    }

    @Test
    void timeoutsCountFromTheCallNotFromItsTurn() throws Exception {
        littleTimeForCallsOf("person");
        throughProxy((connection, proxy) -> {
            Echo echo = echo(ScriptExecutor.of(connection));
            proxy.hold();
            CompletionStage<Long> first = echo.echoIntegerAsync(1);
            for (String name : List.of("p", "q")) { // which wait until the first is answered
                assertThat(echo.personAsync(name, false))
                        .failsWithin(Duration.ofMinutes(1))
                        .withThrowableThat()
                        .withCauseInstanceOf(RedisCommandTimeoutException.class)
                        .withMessageContaining("it was not sent");
            }
            assertThat(first.toCompletableFuture()).isNotDone();
            proxy.release();
            assertThat(first).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(1L);
        });
    }

    /** Lets calls of a script wait for no longer than fifty milliseconds, and all other commands for minutes. */
    private void littleTimeForCallsOf(String script) {
        client.setOptions(ClientOptions.builder()
                .timeoutOptions(TimeoutOptions.builder()
                        .timeoutSource(new TimeoutOptions.TimeoutSource() {
                            @Override
                            public long getTimeout(RedisCommand<?, ?, ?> command) {
                                String text = command.toString();
                                return text.startsWith("EVAL") && text.contains(script) ? 50 : 300_000;
                            }

                            @Override
                            public TimeUnit getTimeUnit() {
                                return TimeUnit.MILLISECONDS;
                            }
                        })
                        .build())
                .build());
    }

    @Test
    void waitingCallsHaveTheTimeOfTheClientsOptions() throws Exception {
        client.setOptions(ClientOptions.builder()
                .timeoutOptions(TimeoutOptions.enabled(Duration.ofMinutes(5)))
                .build());
        StatefulRedisConnection<String, String> connection = client.connect();
        connection.setTimeout(Duration.ofMillis(50));
        Echo echo = echo(ScriptExecutor.of(connection));
        redis.connection().sync().clientPause(500);
        CompletionStage<Long> first = echo.echoIntegerAsync(1);
        assertThat(echo.personAsync("p", false)).succeedsWithin(Duration.ofMinutes(1));
        assertThat(first).succeedsWithin(Duration.ofMinutes(1));
    }

    @Test
    void whatIsToldNotToBeSentDoesNotRun() throws Exception {
        littleTimeForCallsOf("ledger");
        throughProxy((connection, proxy) -> {
            ScriptExecutor executor = ScriptExecutor.of(connection);
            Echo echo = echo(executor);
            assertThat(echo.echoInteger(0)).isZero();
            Ledger ledger = new LedgerLua(executor);
            proxy.hold();
            List<CompletableFuture<Long>> calls = calls(ledger, 0, 100);
            Set<String> notSent = notSent(calls, 0); // those that wait until the script is loaded
            for (int round = 1; round <= 10; round++) {
                proxy.release();
                assertThat(echo.echoInteger(round)).isEqualTo(round); // after all that is sent before
                redis.connection().sync().scriptFlush();
                proxy.hold();
                calls = calls(ledger, 1_000 * round, 1_000);
                CompletableFuture.anyOf(calls.toArray(CompletableFuture[]::new))
                        .handle((count, failure) -> failure)
                        .join();
                proxy.release(); // as calls end, so that others are just about to be sent
                notSent.addAll(notSent(calls, 1_000 * round));
            }
            assertThat(echo.echoInteger(0)).isZero();
            assertThat(notSent).isNotEmpty();
            assertThat(redis.connection().sync().hgetall("ledger").keySet())
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(notSent);
        });
    }

    private static List<CompletableFuture<Long>> calls(Ledger ledger, int first, int count) {
        List<CompletableFuture<Long>> calls = new ArrayList<>();
        for (int id = first; id < first + count; id++) {
            calls.add(ledger.enterAsync("ledger", id).toCompletableFuture());
        }
        return calls;
    }

    private static Set<String> notSent(List<CompletableFuture<Long>> calls, int first) {
        Set<String> notSent = new HashSet<>();
        for (int i = 0; i < calls.size(); i++) {
            Throwable failure = calls.get(i).handle((count, thrown) -> thrown).join();
            if (failure != null && String.valueOf(failure.getMessage()).endsWith("it was not sent")) {
                notSent.add(Integer.toString(first + i));
            }
        }
        return notSent;
    }

    @Test
    void aCallThatWouldBlockTheEventLoopIsRefused() throws Exception {
        throughProxy((connection, proxy) -> {
            Echo echo = echo(ScriptExecutor.of(connection));
            proxy.hold();
            CompletionStage<Long> blocked = echo.echoIntegerAsync(1).thenApply(one -> echo.echoInteger(2));
            proxy.release(); // so that the answer comes after thenApply
            assertThat(blocked)
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .withCauseInstanceOf(RedisException.class)
                    .withMessageContaining("can't be waited for on a thread of Lettuce's event loop");
            assertThat(echo.echoInteger(3)).isEqualTo(3);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eventLoopsOfTheApplicationAreKnown(boolean ofNetty) throws Exception {
        ClientResources resources = ClientResources.builder()
                .threadFactoryProvider(
                        pool -> ofNetty ? new DefaultThreadFactory("app") : action -> new Thread(action, "app"))
                .build();
        RedisClient other = RedisClient.create(resources);
        try (FaultyProxy proxy = new FaultyProxy(redis.port())) {
            Echo echo = echo(ScriptExecutor.of(other.connect(proxy.uri())));
            assertThat(echo.echoInteger(1)).isEqualTo(1);
            proxy.hold();
            CompletionStage<Long> blocked = echo.echoIntegerAsync(1).thenApply(one -> echo.echoInteger(2));
            proxy.release(); // so that the answer comes after thenApply
            assertThat(blocked)
                    .failsWithin(Duration.ofMinutes(2))
                    .withThrowableThat()
                    .withMessageContaining("can't be waited for on a thread of Lettuce's event loop");
        } finally {
            other.shutdown();
            resources.shutdown().get();
        }
    }

    @Test
    void aThreadThatWaitsCanBeInterrupted() throws Exception {
        throughProxy((connection, proxy) -> {
            Echo echo = echo(ScriptExecutor.of(connection));
            assertThat(echo.echoInteger(1)).isEqualTo(1);
            proxy.hold();
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            Thread caller = new Thread(() -> ended.complete(catchThrowable(() -> echo.echoInteger(2))));
            caller.start();
            await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
            caller.interrupt();
            assertThat(ended)
                    .succeedsWithin(Duration.ofMinutes(1))
                    .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                    .isInstanceOf(RedisCommandInterruptedException.class)
                    .hasRootCauseInstanceOf(InterruptedException.class)
                    .cause()
                    .hasMessage("script echo/integer was interrupted; it may have run");
            proxy.release();
            assertThat(echo.echoInteger(3)).isEqualTo(3);
        });
    }

    @Test
    void interruptionIsHonoured() throws Exception {
        Echo echo = echo(ScriptExecutor.of(client.connect()));
        redis.connection().sync().clientPause(300);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> echo.echoInteger(2)).isInstanceOf(RedisCommandInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(echo.echoInteger(3)).isEqualTo(3);
    }
}
