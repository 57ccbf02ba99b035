package dev.moonlet.benchmarks;

import dev.moonlet.examples.ratelimit.TokenBucket.Decision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;

/** Spring Data Redis on Lettuce. */
@SuppressWarnings("NullAway") // Spring says nullable of what is never null here
final class SpringCaller implements Caller {

    private final LettuceConnectionFactory connections;
    private final StringRedisTemplate template;
    private final DefaultRedisScript<Long> counter = new DefaultRedisScript<>(CallerScripts.COUNTER, Long.class);

    @SuppressWarnings("rawtypes") // which Spring has for a reply of several values
    private final DefaultRedisScript<List> bucket = new DefaultRedisScript<>(CallerScripts.BUCKET, List.class);

    SpringCaller(int port) {
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
        return CallerScripts.decision(
                template.execute(bucket, List.of(BUCKET), CallerScripts.CAPACITY, CallerScripts.REFILL, "1"));
    }

    @Override
    public long counts(int calls) {
        count(); // which loads it
        List<?> counts = template.executePipelined((RedisCallback<Object>) connection -> {
            for (int i = 0; i < calls - 1; i++) {
                connection.scriptingCommands().evalSha(counter.getSha1(), ReturnType.INTEGER, 1, bytes(COUNTER));
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
                                bytes(BUCKET),
                                bytes(CallerScripts.CAPACITY),
                                bytes(CallerScripts.REFILL),
                                bytes("1"));
            }
            return null;
        });
        List<Decision> decisions = replies.stream()
                .map(reply -> CallerScripts.decision((List<?>) reply))
                .toList();
        return decisions.get(calls - 2);
    }

    @Override
    public void close() {
        connections.destroy();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
