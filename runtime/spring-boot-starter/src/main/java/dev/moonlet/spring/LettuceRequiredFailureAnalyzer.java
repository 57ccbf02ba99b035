package dev.moonlet.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports how an application gets a connection factory of Lettuce. */
final class LettuceRequiredFailureAnalyzer extends AbstractFailureAnalyzer<LettuceRequiredException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LettuceRequiredException cause) {
        return analysis(LettuceRequiredException.reason(cause.factory()), cause);
    }

    static FailureAnalysis analysis(String reason, Throwable cause) {
        return new FailureAnalysis(
                reason + ".",
                "Declare a LettuceConnectionFactory, or leave the factory to Spring Boot with spring.data.redis.client-type=lettuce."
                        + " If the application runs no scripts by Moonlet, set moonlet.enabled=false.",
                cause);
    }
}
