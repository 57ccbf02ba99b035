package dev.moonlet.spring;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if a property is true, however that is written: the conditions of Spring Boot compare its text, but binding the property
 * also takes {@code on}, {@code yes} and {@code 1}.
 */
abstract class BooleanPropertyCondition extends SpringBootCondition {

    private final String property;
    private final boolean ifMissing;

    BooleanPropertyCondition(String property, boolean ifMissing) {
        this.property = property;
        this.ifMissing = ifMissing;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean value = context.getEnvironment().getProperty(property, Boolean.class, ifMissing);
        return new ConditionOutcome(
                value, ConditionMessage.forCondition(property).because("it is " + value));
    }

    /** Whether executors and codecs are configured. */
    static final class Enabled extends BooleanPropertyCondition {

        Enabled() {
            super("moonlet.enabled", true);
        }
    }

    /** Whether exceptions are those of Spring. */
    static final class TranslatesExceptions extends BooleanPropertyCondition {

        TranslatesExceptions() {
            super("moonlet.translate-exceptions", false);
        }
    }
}
