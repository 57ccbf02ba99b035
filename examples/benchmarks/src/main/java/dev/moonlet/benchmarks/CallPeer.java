package dev.moonlet.benchmarks;

import dev.moonlet.Pipeline;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.examples.ratelimit.TokenBucket.Decision;
import dev.moonlet.examples.ratelimit.TokenBucketLua;
import dev.moonlet.script.ScriptLoader;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.file.Path;
import java.time.Duration;
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
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Response;

/** A client, used as its documentation has it. All but Moonlet take what the scripts are linked to, as strings. */
public enum CallPeer {

    /** Generated classes on a connection. */
    MOONLET {

        @Override
        Caller connect(int port) {
            return new Generated(port, false);
        }
    },

    /** Generated classes on a pipeline, which is flushed once. */
    MOONLET_PIPELINE {

        @Override
        Caller connect(int port) {
            return new Generated(port, true);
        }
    },

    /** The commands of Lettuce. */
    LETTUCE {

        @Override
        Caller connect(int port) {
            return new ByLettuce(port, false);
        }
    },

    /** The commands of Lettuce, flushed once. */
    LETTUCE_FLUSHED_ONCE {

        @Override
        Caller connect(int port) {
            return new ByLettuce(port, true);
        }
    },

    /** Spring Data Redis on Lettuce; many calls are its pipeline. */
    SPRING {

        @Override
        Caller connect(int port) {
            return new BySpring(port);
        }
    },

    /** Redisson; many calls are its batch. */
    REDISSON {

        @Override
        Caller connect(int port) {
            return new ByRedisson(port);
        }
    },

    /** Jedis; many calls are its pipeline. */
    JEDIS {

        @Override
        Caller connect(int port) {
            return new ByJedis(port);
        }
    };

    private static final String COUNTER = linked("src/main/lua", "counter");
    private static final String BUCKET = linked("../apps/src/main/lua", "token_bucket");
    private static final String CAPACITY = Long.toString(Caller.CAPACITY);
    private static final String REFILL = Double.toString(Caller.REFILL_PER_SECOND);

    /** A connected client. */
    abstract Caller connect(int port);

    private static String linked(String root, String name) {
        return ScriptLoader.of(Path.of(root)).load(name).text();
    }

    private static Decision decision(List<?> reply) {
        return new Decision(
                (Long) reply.get(0) == 1, (Long) reply.get(1), Duration.ofMillis((Long) reply.get(2)));
    }

    private static final class Generated implements Caller {

        private final RedisClient client;
        private final Pipeline pipeline;
        private final boolean pipelined;
        private final Counter counter;
        private final TokenBucketLua bucket;
        private final Counter manyCounter;
        private final TokenBucketLua manyBucket;

        Generated(int port, boolean pipelined) {
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

    private static final class ByLettuce implements Caller {

        private final RedisClient client;
        private final StatefulRedisConnection<String, String> connection;
        private final boolean flushedOnce;
        private final String counter;
        private final String bucket;

        ByLettuce(int port, boolean flushedOnce) {
            this.client = RedisClient.create("redis://127.0.0.1:" + port);
            this.connection = client.connect();
            this.flushedOnce = flushedOnce;
            this.counter = connection.sync().scriptLoad(CallPeer.COUNTER);
            this.bucket = connection.sync().scriptLoad(CallPeer.BUCKET);
        }

        @Override
        public long count() {
            return connection.sync().<Long>evalsha(counter, ScriptOutputType.INTEGER, COUNTER);
        }

        @Override
        public Decision take() {
            return decision(connection
                    .sync()
                    .<List<Object>>evalsha(
                            bucket, ScriptOutputType.MULTI, new String[] {BUCKET}, CallPeer.CAPACITY, REFILL, "1"));
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
                decisions.add(commands
                        .<List<Object>>evalsha(
                                bucket, ScriptOutputType.MULTI, new String[] {BUCKET}, CallPeer.CAPACITY, REFILL, "1")
                        .thenApply(CallPeer::decision));
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

    private static final class BySpring implements Caller {

        private final LettuceConnectionFactory connections;
        private final StringRedisTemplate template;
        private final DefaultRedisScript<Long> counter = new DefaultRedisScript<>(CallPeer.COUNTER, Long.class);

        @SuppressWarnings("rawtypes") // which Spring has for a reply of several values
        private final DefaultRedisScript<List> bucket = new DefaultRedisScript<>(CallPeer.BUCKET, List.class);

        BySpring(int port) {
            this.connections = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port));
            connections.afterPropertiesSet();
            connections.start();
            this.template = new StringRedisTemplate(connections);
        }

        @Override
        public long count() {
            return template.execute(counter, List.of(COUNTER));
        }

        @Override
        public Decision take() {
            return decision(template.execute(bucket, List.of(BUCKET), CallPeer.CAPACITY, REFILL, "1"));
        }

        @Override
        public long counts(int calls) {
            count(); // which loads it
            List<?> counts = template.executePipelined((RedisCallback<Object>) connection -> {
                for (int i = 0; i < calls - 1; i++) {
                    connection.scriptingCommands().evalSha(counter.getSha1(), ReturnType.INTEGER, 1, COUNTER.getBytes());
                }
                return null;
            });
            return (Long) counts.get(calls - 2);
        }

        @Override
        public Decision takes(int calls) {
            take();
            List<?> replies = template.executePipelined((RedisCallback<Object>) connection -> {
                for (int i = 0; i < calls - 1; i++) {
                    connection
                            .scriptingCommands()
                            .evalSha(
                                    bucket.getSha1(),
                                    ReturnType.MULTI,
                                    1,
                                    BUCKET.getBytes(),
                                    CallPeer.CAPACITY.getBytes(),
                                    REFILL.getBytes(),
                                    "1".getBytes());
                }
                return null;
            });
            List<Decision> decisions =
                    replies.stream().map(reply -> decision((List<?>) reply)).toList();
            return decisions.get(calls - 2);
        }

        @Override
        public void close() {
            connections.destroy();
        }
    }

    private static final class ByRedisson implements Caller {

        private final RedissonClient client;
        private final RScript script;
        private final String counter;
        private final String bucket;

        ByRedisson(int port) {
            Config config = new Config();
            config.useSingleServer().setAddress("redis://127.0.0.1:" + port);
            this.client = Redisson.create(config);
            this.script = client.getScript(StringCodec.INSTANCE);
            this.counter = script.scriptLoad(CallPeer.COUNTER);
            this.bucket = script.scriptLoad(CallPeer.BUCKET);
        }

        @Override
        public long count() {
            return script.evalSha(RScript.Mode.READ_WRITE, counter, RScript.ReturnType.LONG, List.of(COUNTER));
        }

        @Override
        public Decision take() {
            return decision(script.evalSha(
                    RScript.Mode.READ_WRITE,
                    bucket,
                    RScript.ReturnType.LIST,
                    List.of(BUCKET),
                    CallPeer.CAPACITY,
                    REFILL,
                    "1"));
        }

        @Override
        public long counts(int calls) throws Exception {
            RBatch batch = client.createBatch();
            List<RFuture<Long>> counts = new ArrayList<>(calls);
            for (int i = 0; i < calls; i++) {
                counts.add(batch.getScript(StringCodec.INSTANCE)
                        .evalShaAsync(
                                RScript.Mode.READ_WRITE, counter, RScript.ReturnType.LONG, List.of(COUNTER)));
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
                                CallPeer.CAPACITY,
                                REFILL,
                                "1")
                        .thenApply(CallPeer::decision));
            }
            batch.execute();
            return decisions.get(calls - 1).toCompletableFuture().get();
        }

        @Override
        public void close() {
            client.shutdown();
        }
    }

    private static final class ByJedis implements Caller {

        private final Jedis client;
        private final String counter;
        private final String bucket;

        ByJedis(int port) {
            this.client = new Jedis("127.0.0.1", port);
            this.counter = client.scriptLoad(CallPeer.COUNTER);
            this.bucket = client.scriptLoad(CallPeer.BUCKET);
        }

        @Override
        public long count() {
            return (Long) client.evalsha(counter, 1, COUNTER);
        }

        @Override
        public Decision take() {
            return decision((List<?>) client.evalsha(bucket, 1, BUCKET, CallPeer.CAPACITY, REFILL, "1"));
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
                    replies.add(pipeline.evalsha(bucket, 1, BUCKET, CallPeer.CAPACITY, REFILL, "1"));
                }
                pipeline.sync();
                List<Decision> decisions = replies.stream()
                        .map(reply -> decision((List<?>) reply.get()))
                        .toList();
                return decisions.get(calls - 1);
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
