package dev.moonlet.spring;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Does not match if all connection factories are known to be of another client. Evaluated first, because its reason is the clearest. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class LettuceCondition extends SpringBootCondition implements ConfigurationCondition {

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        List<Class<?>> others = new ArrayList<>();
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        if (beans == null) {
            return ConditionOutcome.match();
        }
        for (String name : beans.getBeanNamesForType(RedisConnectionFactory.class, true, false)) {
            Class<?> type = beans.getType(name, false);
            if (type == null || type.isInterface() || LettuceConnectionFactory.class.isAssignableFrom(type)) {
                return ConditionOutcome.match("the RedisConnectionFactory may be one of Lettuce");
            }
            others.add(type);
        }
        return others.isEmpty()
                ? ConditionOutcome.match("there is no RedisConnectionFactory yet")
                : ConditionOutcome.noMatch(LettuceRequiredException.reason(others.get(0)));
    }
}
