package dev.moonlet.benchmarks;

import dev.moonlet.Pipeline;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.examples.ratelimit.TokenBucket.Decision;
import dev.moonlet.examples.ratelimit.TokenBucketLua;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Generated classes, on a connection or on a pipeline. */
final class GeneratedCaller implements Caller {

    private final RedisClient client;
    private final Pipeline pipeline;
    private final boolean pipelined;
    private final Counter counter;
    private final TokenBucketLua bucket;
    private final Counter manyCounter;
    private final TokenBucketLua manyBucket;

    GeneratedCaller(int port, boolean pipelined) {
        this.client = RedisClient.create("redis://127.0.0.1:" + port);
        StatefulRedisConnection<String, String> connection = client.connect();
        ScriptExecutor direct = ScriptExecutor.of(connection);
        this.pipeline = Pipeline.of(connection);
        this.pipelined = pipelined;
        this.counter = new CounterLua(direct);
        this.bucket = new TokenBucketLua(direct);
        this.manyCounter = pipelined ? new CounterLua(pipeline) : counter;
        this.manyBucket = pipelined ? new TokenBucketLua(pipeline) : bucket;
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
        if (pipelined) {
            pipeline.flush();
        }
        return stages.get(stages.size() - 1).toCompletableFuture().get();
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
