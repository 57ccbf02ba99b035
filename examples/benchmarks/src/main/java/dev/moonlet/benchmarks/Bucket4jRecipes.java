package dev.moonlet.benchmarks;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;

/** Callers of Bucket4j, whose buckets expire when they are full, as those of the recipe do. */
final class Bucket4jRecipes {

    private Bucket4jRecipes() {}

    static RecipeCaller limiter(int port) {
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + port);
        Duration period = Duration.ofMillis(RecipeCaller.PERIOD_MILLIS);
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(RecipeCaller.PERMITS).refillGreedy(RecipeCaller.PERMITS, period))
                .build();
        Bucket bucket = Bucket4jLettuce.casBasedBuilder(
                        client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)))
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMillis(1)))
                .build()
                .getProxy("bucket4j:" + RecipeCaller.NAME, () -> configuration);
        return new RecipeCaller(() -> bucket.tryConsume(1), client::shutdown);
    }
}
