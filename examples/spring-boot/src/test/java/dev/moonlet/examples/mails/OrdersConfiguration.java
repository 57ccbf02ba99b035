package dev.moonlet.examples.mails;

import dev.moonlet.Delivery;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.Transaction;
import dev.moonlet.spring.ScriptExecutorCustomizer;
import dev.moonlet.spring.ScriptExecutorFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** A second database, beside the one that Spring Boot configures. */
@TestConfiguration(proxyBeanMethods = false)
class OrdersConfiguration {

    @Bean(defaultCandidate = false)
    @Qualifier("orders")
    LettuceConnectionFactory ordersRedis(Environment environment) {
        RedisStandaloneConfiguration redis = new RedisStandaloneConfiguration();
        redis.setPort(environment.getRequiredProperty("spring.data.redis.port", Integer.class));
        redis.setDatabase(1);
        return new LettuceConnectionFactory(redis);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("orders")
    ScriptExecutor ordersExecutor(
            ScriptExecutorFactory executors, @Qualifier("orders") LettuceConnectionFactory redis) {
        return executors.create(redis);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("orders")
    TokenBucket ordersBucket(@Qualifier("orders") ScriptExecutor executor) {
        return new TokenBucketLua(executor);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("mails")
    Transaction<String, String> mailsTransaction(ScriptExecutorFactory executors, LettuceConnectionFactory redis) {
        return executors.createTransaction(redis);
    }

    @Bean
    ScriptExecutorCustomizer atMostOnce() {
        return builder -> builder.delivery(Delivery.AT_MOST_ONCE);
    }
}
