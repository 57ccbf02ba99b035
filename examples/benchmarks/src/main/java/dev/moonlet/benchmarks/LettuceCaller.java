package dev.moonlet.benchmarks;

import dev.moonlet.examples.ratelimit.TokenBucket.Decision;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The commands of Lettuce. */
final class LettuceCaller implements Caller {

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final boolean flushedOnce;
    private final String counter;
    private final String bucket;

    LettuceCaller(int port, boolean flushedOnce) {
        this.client = RedisClient.create("redis://127.0.0.1:" + port);
        this.connection = client.connect();
        this.flushedOnce = flushedOnce;
        this.counter = connection.sync().scriptLoad(CallerScripts.COUNTER);
        this.bucket = connection.sync().scriptLoad(CallerScripts.BUCKET);
    }

    @Override
    public long count() {
        return connection.sync().<Long>evalsha(counter, ScriptOutputType.INTEGER, COUNTER);
    }

    @Override
    public Decision take() {
        return CallerScripts.decision(connection
                .sync()
                .<List<Object>>evalsha(
                        bucket,
                        ScriptOutputType.MULTI,
                        new String[] {BUCKET},
                        CallerScripts.CAPACITY,
                        CallerScripts.REFILL,
                        "1"));
    }

    @Override
    public long counts(int calls) throws Exception {
        RedisAsyncCommands<String, String> commands = begin();
        List<RedisFuture<Long>> counts = new ArrayList<>(calls);
        for (int i = 0; i < calls; i++) {
            counts.add(commands.evalsha(counter, ScriptOutputType.INTEGER, COUNTER));
        }
        return last(counts);
    }

    @Override
    public Decision takes(int calls) throws Exception {
        RedisAsyncCommands<String, String> commands = begin();
        List<CompletionStage<Decision>> decisions = new ArrayList<>(calls);
        for (int i = 0; i < calls; i++) {
            decisions.add(commands.<List<Object>>evalsha(
                            bucket,
                            ScriptOutputType.MULTI,
                            new String[] {BUCKET},
                            CallerScripts.CAPACITY,
                            CallerScripts.REFILL,
                            "1")
                    .thenApply(CallerScripts::decision));
        }
        return last(decisions);
    }

    private RedisAsyncCommands<String, String> begin() {
        connection.setAutoFlushCommands(!flushedOnce);
        return connection.async();
    }

    private <T> T last(List<? extends CompletionStage<T>> stages) throws Exception {
        connection.flushCommands();
        connection.setAutoFlushCommands(true);
        return stages.get(stages.size() - 1).toCompletableFuture().get();
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
