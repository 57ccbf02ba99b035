package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.scripts.Recording;
import dev.moonlet.scripts.RecordingLua;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How often asynchronous calls make a client write to the socket whose flushes are consolidated by Netty. */
class FlushesIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private static final int CALLS = 1000;

    /** An event loop runs up to 64 tasks, calls here, before it reads again: what it reads ends with a flush. */
    private static final int CALLS_OF_A_FLUSH = 64 / 2;

    private final AtomicInteger flushes = new AtomicInteger();
    private ClientResources resources;
    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;
    private Recording recording;

    @BeforeEach
    void connect() {
        resources = ClientResources.builder()
                .nettyCustomizer(new NettyCustomizer() {
                    @Override
                    public void afterChannelInitialized(Channel channel) {
                        channel.pipeline().addFirst(new FlushConsolidationHandler(256, true));
                        channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
                            @Override
                            public void flush(ChannelHandlerContext context) {
                                flushes.incrementAndGet();
                                context.flush();
                            }
                        });
                    }
                })
                .build();
        client = RedisClient.create(resources, RedisURI.create("127.0.0.1", redis.port()));
        connection = client.connect();
        recording = new RecordingLua(ScriptExecutor.of(connection));
        assertThat(recording.put("list", 0)).isEqualTo(1);
    }

    @AfterEach
    void disconnect() throws Exception {
        client.shutdown();
        resources.shutdown().get();
    }

    @Test
    void whatIsCalledWhileTheEventLoopIsBusyIsWrittenInFewFlushes() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CompletionStage<Void> busy = busyUntil(called);
        int before = flushes.get();
        List<CompletionStage<Long>> calls = new ArrayList<>();
        for (int i = 1; i <= CALLS; i++) {
            calls.add(recording.putAsync("list", i));
        }
        called.countDown();
        busy.toCompletableFuture().get();
        for (int i = 1; i <= CALLS; i++) {
            assertThat(calls.get(i - 1).toCompletableFuture().get()).isEqualTo(i + 1);
        }
        assertThat(flushes.get() - before).isLessThanOrEqualTo(CALLS / CALLS_OF_A_FLUSH);
    }

    @Test
    void callsAndCommandsOfAThreadKeepTheirOrder() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CompletionStage<Void> busy = busyUntil(called);
        List<CompletionStage<Long>> lengths = new ArrayList<>();
        for (int i = 1; i <= CALLS; i++) {
            lengths.add(recording.putAsync("list", i));
            lengths.add(connection.async().llen("list"));
        }
        called.countDown();
        busy.toCompletableFuture().get();
        for (int i = 0; i < 2 * CALLS; i++) {
            assertThat(lengths.get(i).toCompletableFuture().get()).isEqualTo(i / 2 + 2);
        }
    }

    @Test
    void callsBeforeATransactionAreNoPartOfIt() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CompletionStage<Void> busy = busyUntil(called);
        CompletionStage<Long> before = recording.putAsync("list", 1);
        RedisFuture<String> begun = connection.async().multi();
        CompletionStage<Long> inside = recording.putAsync("list", 2);
        CompletionStage<Integer> size = connection.async().exec().thenApply(result -> result.size());
        CompletionStage<Long> after = recording.putAsync("list", 3);
        called.countDown();
        busy.toCompletableFuture().get();
        assertThat(begun.get()).isEqualTo("OK");
        assertThat(before.toCompletableFuture().get()).isEqualTo(2);
        assertThat(inside.toCompletableFuture().get()).isEqualTo(3);
        assertThat(size.toCompletableFuture().get()).isEqualTo(1);
        assertThat(after.toCompletableFuture().get()).isEqualTo(4);
    }

    /** Keeps the event loop busy. What it does is prepared before the command is sent, so that no other thread does it. */
    private CompletionStage<Void> busyUntil(CountDownLatch latch) {
        connection.setAutoFlushCommands(false);
        CompletionStage<Void> busy = connection.async().ping().thenAccept(pong -> await(latch));
        connection.flushCommands();
        connection.setAutoFlushCommands(true);
        return busy;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
