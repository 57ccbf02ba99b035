package dev.moonlet.benchmarks;

import dev.moonlet.examples.ratelimit.TokenBucket.Decision;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Response;

/** Jedis. */
final class JedisCaller implements Caller {

    private final Jedis client;
    private final String counter;
    private final String bucket;

    JedisCaller(int port) {
        this.client = new Jedis("127.0.0.1", port);
        this.counter = client.scriptLoad(CallerScripts.COUNTER);
        this.bucket = client.scriptLoad(CallerScripts.BUCKET);
    }

    @Override
    public long count() {
        return (Long) client.evalsha(counter, 1, COUNTER);
    }

    @Override
    public Decision take() {
        return CallerScripts.decision(
                (List<?>) client.evalsha(bucket, 1, BUCKET, CallerScripts.CAPACITY, CallerScripts.REFILL, "1"));
    }

    @Override
    public long counts(int calls) {
        try (redis.clients.jedis.Pipeline pipeline = client.pipelined()) {
            List<Response<Object>> counts = new ArrayList<>(calls);
            for (int i = 0; i < calls; i++) {
                counts.add(pipeline.evalsha(counter, 1, COUNTER));
            }
            pipeline.sync();
            return (Long) counts.get(calls - 1).get();
        }
    }

    @Override
    public Decision takes(int calls) {
        try (redis.clients.jedis.Pipeline pipeline = client.pipelined()) {
            List<Response<Object>> replies = new ArrayList<>(calls);
            for (int i = 0; i < calls; i++) {
                replies.add(pipeline.evalsha(bucket, 1, BUCKET, CallerScripts.CAPACITY, CallerScripts.REFILL, "1"));
            }
            pipeline.sync();
            List<Decision> decisions = replies.stream()
                    .map(reply -> CallerScripts.decision((List<?>) reply.get()))
                    .toList();
            return decisions.get(calls - 1);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
