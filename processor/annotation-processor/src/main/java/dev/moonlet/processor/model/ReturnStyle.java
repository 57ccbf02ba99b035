package dev.moonlet.processor.model;

import java.util.Arrays;

/** How a method returns its result. */
public enum ReturnStyle {
    /** It waits. */
    BLOCKING(""),
    /** It returns a {@code CompletionStage}. */
    STAGE("java.util.concurrent.CompletionStage"),
    /** It returns a {@code CompletableFuture}. */
    FUTURE("java.util.concurrent.CompletableFuture"),
    /** It returns a {@code RedisFuture} of Lettuce. */
    REDIS_FUTURE("io.lettuce.core.RedisFuture"),
    /** It returns a {@code Mono}, each subscription to which runs the script. */
    MONO("reactor.core.publisher.Mono"),
    /** It returns a {@code Flux} of the elements of an array, each subscription to which runs the script. */
    FLUX("reactor.core.publisher.Flux"),
    /** It is a suspend function of Kotlin, which has the result as the argument of its last parameter. */
    SUSPEND("kotlin.coroutines.Continuation");

    private final String wrapper;

    ReturnStyle(String wrapper) {
        this.wrapper = wrapper;
    }

    /** The style of a method that returns a type, by the name of the type without its arguments. */
    public static ReturnStyle of(String type) {
        return Arrays.stream(values())
                .filter(style -> style.wrapper.equals(type))
                .findFirst()
                .orElse(BLOCKING);
    }

    /** Whether the result is the argument of the type that the method returns, rather than that type. */
    public boolean wraps() {
        return !wrapper.isEmpty();
    }
}
