package dev.moonlet.benchmarks;

import dev.moonlet.ExecutorBuilder;
import dev.moonlet.Pipeline;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.examples.ratelimit.TokenBucket.Decision;
import dev.moonlet.examples.ratelimit.TokenBucketLua;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Generated classes, on a connection or on a pipeline. */
final class GeneratedCaller implements Caller {

    private final RedisClient client;
    private final @Nullable Pipeline pipeline;
    private final Counter counter;
    private final TokenBucketLua bucket;
    private final Counter manyCounter;
    private final TokenBucketLua manyBucket;

    /**
     * A caller.
     *
     * @param pipelining makes a pipeline for many calls; {@code null} for none
     */
    GeneratedCaller(int port, @Nullable Function<ExecutorBuilder, Pipeline> pipelining) {
        this.client = RedisClient.create("redis://127.0.0.1:" + port);
        StatefulRedisConnection<String, String> connection = client.connect();
        ScriptExecutor direct = ScriptExecutor.of(connection);
        this.pipeline = pipelining == null ? null : pipelining.apply(ScriptExecutor.on(connection));
        this.counter = new CounterLua(direct);
        this.bucket = new TokenBucketLua(direct);
        this.manyCounter = pipeline == null ? counter : new CounterLua(pipeline);
        this.manyBucket = pipeline == null ? bucket : new TokenBucketLua(pipeline);
    }

    @Override
    public long count() {
        return counter.count(COUNTER);
    }

    @Override
    public Decision take() {
        return bucket.acquire(BUCKET, CAPACITY, REFILL_PER_SECOND, 1);
    }

    @Override
    public long counts(int calls) throws Exception {
        List<CompletionStage<Long>> counts = new ArrayList<>(calls);
        for (int i = 0; i < calls; i++) {
            counts.add(manyCounter.countAsync(COUNTER));
        }
        return last(counts);
    }

    @Override
    public Decision takes(int calls) throws Exception {
        List<CompletionStage<Decision>> decisions = new ArrayList<>(calls);
        for (int i = 0; i < calls; i++) {
            decisions.add(manyBucket.acquireAsync(BUCKET, CAPACITY, REFILL_PER_SECOND, 1));
        }
        return last(decisions);
    }

    private <T> T last(List<CompletionStage<T>> stages) throws Exception {
        if (pipeline != null) {
            pipeline.flush();
        }
        return stages.get(stages.size() - 1).toCompletableFuture().get();
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
