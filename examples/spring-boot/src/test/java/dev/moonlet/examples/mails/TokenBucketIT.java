package dev.moonlet.examples.mails;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.redis.test.autoconfigure.DataRedisTest;
import org.springframework.context.annotation.Import;

@DataRedisTest
@Import({TokenBucketLua.class, RedisForTests.class})
class TokenBucketIT {

    @Autowired
    private TokenBucket bucket;

    @Test
    void aBucketGivesNoMoreThanItHolds() {
        assertThat(bucket.acquire("bucket", 3, 0.001, 2).allowed()).isTrue();
        assertThat(bucket.acquire("bucket", 3, 0.001, 2).allowed()).isFalse();
        assertThat(bucket.acquire("bucket", 3, 0.001, 1).allowed()).isTrue();
    }
}
