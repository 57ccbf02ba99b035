package dev.moonlet.examples.mails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.Delivery;
import dev.moonlet.InDoubtException;
import dev.moonlet.ServerUnavailableException;
import dev.moonlet.spring.ScriptExecutorFactory;
import dev.moonlet.test.FaultInjection;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.redis.test.autoconfigure.DataRedisTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@DataRedisTest
@Import({TokenBucketLua.class, RedisForTests.class})
class TokenBucketFaultsIT {

    @Autowired
    private TokenBucket bucket;

    @Autowired
    private FaultInjection faults;

    @Test
    void permitsAreTakenAlthoughTheReplyIsLost() {
        faults.of("token_bucket").loseReply();
        assertThatThrownBy(() -> bucket.acquire("lost", 3, 0.001, 2)).isInstanceOf(InDoubtException.class);
        assertThat(bucket.acquire("lost", 3, 0.001, 2).allowed()).isFalse();
        faults.verifyAllUsed();
    }

    @Test
    void noPermitsAreTakenWhileTheServerIsDown() {
        faults.of("token_bucket").refuse();
        assertThatThrownBy(() -> bucket.acquire("down", 3, 0.001, 2)).isInstanceOf(ServerUnavailableException.class);
        assertThat(bucket.acquire("down", 3, 0.001, 2).allowed()).isTrue();
        faults.verifyAllUsed();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Faults {

        @Bean
        FaultInjection faults(ScriptExecutorFactory executors, LettuceConnectionFactory redis) {
            return FaultInjection.on(executors.create(redis)).withDelivery(Delivery.AT_MOST_ONCE);
        }
    }
}
