package dev.moonlet.processor.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

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
    SUSPEND("kotlin.coroutines.Continuation"),
    /** It returns the slices of a resumable script. */
    RESUMABLE("dev.moonlet.Resumable"),
    /** It returns an {@code Iterator}, which runs a slice for each element. */
    ITERATOR("java.util.Iterator"),
    /** It returns a {@code Stream}, which runs a slice for each element. */
    STREAM("java.util.stream.Stream"),
    /** It returns a {@code Flux}, each subscription to which runs the slices. */
    SLICES("reactor.core.publisher.Flux");

    private static final Set<ReturnStyle> OF_SLICES = EnumSet.of(RESUMABLE, ITERATOR, STREAM, SLICES);

    private final String wrapper;

    ReturnStyle(String wrapper) {
        this.wrapper = wrapper;
    }

    /** The style of a method that returns the slices of a resumable script; empty if it runs one slice. */
    public static Optional<ReturnStyle> ofSlices(String type) {
        return OF_SLICES.stream().filter(style -> style.wrapper.equals(type)).findFirst();
    }

    /** Whether it returns the results of slices. */
    public boolean isOfSlices() {
        return OF_SLICES.contains(this);
    }

    /** The style of a method that returns a type, by the name of the type without its arguments. */
    public static ReturnStyle of(String type) {
        return Arrays.stream(values())
                .filter(style -> style.wrapper.equals(type) && !style.isOfSlices())
                .findFirst()
                .orElse(BLOCKING);
    }

    /** Whether the result is the argument of the type that the method returns, rather than that type. */
    public boolean wraps() {
        return !wrapper.isEmpty();
    }
}
