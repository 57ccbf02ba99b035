package dev.moonlet.processor.model;

import dev.moonlet.script.Script;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ExecutableType;

/**
 * A method and the script it runs.
 *
 * @param method the method
 * @param type its type as a member of the interface
 * @param script the script
 * @param parameters what it sends, in the script's order
 * @param delivery how it hands over the result
 * @param shape what the result is
 */
public record BoundMethod(
        ExecutableElement method,
        ExecutableType type,
        Script script,
        List<BoundParameter> parameters,
        Delivery delivery,
        ResultShape shape) {

    /** Copies the list. */
    public BoundMethod {
        parameters = List.copyOf(parameters);
    }

    /** How a method hands over its result. */
    public enum Delivery {
        /** It waits. */
        BLOCKING,
        /** It returns a {@code CompletionStage}. */
        STAGE,
        /** It returns a {@code CompletableFuture}. */
        FUTURE,
        /** It returns a {@code RedisFuture} of Lettuce. */
        REDIS_FUTURE,
        /** It returns a {@code Mono}, each subscription to which runs the script. */
        MONO,
        /** It returns a {@code Flux} of the elements of an array, each subscription to which runs the script. */
        FLUX
    }
}
