package dev.moonlet.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** A test of what older servers lack, such as {@code EVAL_RO}, which Redis has since 7.0. It is skipped on these. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsRedis.Condition.class)
public @interface NeedsRedis {

    /** The first major version of Redis on which the test means something; Valkey counts as Redis 7. */
    int value();

    /** Compares it with the server under test. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            ServerUnderTest server = ServerUnderTest.get();
            return AnnotationSupport.findAnnotation(context.getElement(), NeedsRedis.class)
                    .filter(needs -> !server.has(needs.value()))
                    .map(needs ->
                            ConditionEvaluationResult.disabled("needs Redis " + needs.value() + ", runs on " + server))
                    .orElseGet(() -> ConditionEvaluationResult.enabled("runs on " + server));
        }
    }
}
