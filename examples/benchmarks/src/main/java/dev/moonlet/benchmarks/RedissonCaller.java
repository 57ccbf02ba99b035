package dev.moonlet.benchmarks;

import dev.moonlet.examples.ratelimit.TokenBucket.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RFuture;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** Redisson. */
final class RedissonCaller implements Caller {

    private final RedissonClient client;
    private final RScript script;
    private final String counter;
    private final String bucket;

    RedissonCaller(int port) {
        Config config = new Config();
        config.useSingleServer().setAddress("redis://127.0.0.1:" + port);
        this.client = Redisson.create(config);
        this.script = client.getScript(StringCodec.INSTANCE);
        this.counter = script.scriptLoad(CallerScripts.COUNTER);
        this.bucket = script.scriptLoad(CallerScripts.BUCKET);
    }

    @Override
    public long count() {
        return script.evalSha(RScript.Mode.READ_WRITE, counter, RScript.ReturnType.LONG, List.of(COUNTER));
    }

    @Override
    public Decision take() {
        return CallerScripts.decision(script.evalSha(
                RScript.Mode.READ_WRITE,
                bucket,
                RScript.ReturnType.LIST,
                List.of(BUCKET),
                CallerScripts.CAPACITY,
                CallerScripts.REFILL,
                "1"));
    }

    @Override
    public long counts(int calls) throws Exception {
        RBatch batch = client.createBatch();
        List<RFuture<Long>> counts = new ArrayList<>(calls);
        for (int i = 0; i < calls; i++) {
            counts.add(batch.getScript(StringCodec.INSTANCE)
                    .evalShaAsync(RScript.Mode.READ_WRITE, counter, RScript.ReturnType.LONG, List.of(COUNTER)));
        }
        batch.execute();
        return counts.get(calls - 1).get();
    }

    @Override
    public Decision takes(int calls) throws Exception {
        RBatch batch = client.createBatch();
        List<CompletionStage<Decision>> decisions = new ArrayList<>(calls);
        for (int i = 0; i < calls; i++) {
            decisions.add(batch.getScript(StringCodec.INSTANCE)
                    .<List<Object>>evalShaAsync(
                            RScript.Mode.READ_WRITE,
                            bucket,
                            RScript.ReturnType.LIST,
                            List.of(BUCKET),
                            CallerScripts.CAPACITY,
                            CallerScripts.REFILL,
                            "1")
                    .thenApply(CallerScripts::decision));
        }
        batch.execute();
        return decisions.get(calls - 1).toCompletableFuture().get();
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
