package dev.moonlet.examples.mails;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.data.redis.test.autoconfigure.DataRedisTest;
import org.springframework.context.annotation.Import;

@DataRedisTest
@Import({TokenBucketLua.class, RedisForTests.class, OrdersConfiguration.class})
class SeveralFactoriesIT {

    @Autowired
    private TokenBucket bucket;

    @Autowired
    @Qualifier("orders")
    private TokenBucket ordersBucket;

    @Test
    void eachFactoryHasItsExecutor() {
        assertThat(bucket.acquire("bucket", 1, 0.001, 1).allowed()).isTrue();
        assertThat(ordersBucket.acquire("bucket", 1, 0.001, 1).allowed()).isTrue();
        assertThat(bucket.acquire("bucket", 1, 0.001, 1).allowed()).isFalse();
        assertThat(ordersBucket.acquire("bucket", 1, 0.001, 1).allowed()).isFalse();
    }
}
