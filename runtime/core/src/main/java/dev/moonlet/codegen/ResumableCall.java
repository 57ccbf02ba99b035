package dev.moonlet.codegen;

import dev.moonlet.Pipeline;
import dev.moonlet.Resumable;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.Transaction;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The slices of a call, for generated code.
 *
 * @param <T> the result of a slice
 * @param <P> the position
 */
public final class ResumableCall<T, P> implements Resumable<T> {

    private final Slices<T, P> slices;

    private ResumableCall(Slices<T, P> slices) {
        this.slices = slices;
    }

    /**
     * The slices of a call.
     *
     * @param first where the first slice begins; null for the first position that the script declares
     * @param slice makes the call of a slice
     * @param next the position in a result; null in that of the last slice
     * @throws IllegalStateException if the executor is a pipeline or a transaction
     */
    public static <T, P> Resumable<T> of(
            ScriptExecutor executor, @Nullable P first, Slice<T, P> slice, NextPosition<T, P> next) {
        if (executor instanceof Pipeline || executor instanceof Transaction<?, ?>) {
            throw new IllegalStateException(
                    "script %s can't run in slices in a %s, because each slice begins where the result of the last one says"
                            .formatted(
                                    slice.at(first).scriptName(),
                                    executor instanceof Pipeline ? "pipeline" : "transaction"));
        }
        return new ResumableCall<>(new Slices<>(executor, first, slice, next, SliceLimits.NONE));
    }

    /** Makes the call of a slice. */
    @FunctionalInterface
    public interface Slice<T, P> {

        /** The call of the slice at a position; at the first position that the script declares if it is null. */
        ScriptInvocation<T> at(@Nullable P position);
    }

    /** Reads the position of the next slice. */
    @FunctionalInterface
    public interface NextPosition<T, P> {

        /** The position in the result of a slice; null in that of the last one. */
        @Nullable
        P of(T result);
    }

    private Resumable<T> with(SliceLimits limits) {
        return new ResumableCall<>(slices.with(limits));
    }

    @Override
    public Resumable<T> pausing(Duration pause) {
        if (pause.isNegative()) {
            throw new IllegalArgumentException("a pause of " + pause + " is negative");
        }
        return with(slices.limits().pausing(pause));
    }

    @Override
    public Resumable<T> atMost(long most) {
        if (most <= 0) {
            throw new IllegalArgumentException("at most " + most + " slices are none: the limit has to be positive");
        }
        return with(slices.limits().atMost(most));
    }

    @Override
    public Resumable<T> within(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("no slice runs within " + time + ": the time has to be positive");
        }
        return with(slices.limits().within(time));
    }

    @Override
    public Iterator<T> iterator() {
        return new SliceIterator<>(slices);
    }

    @Override
    public Stream<T> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    @Override
    public Flux<T> flux() {
        return Flux.create(sink -> new SliceEmission<>(slices, sink).begin());
    }

    @Override
    public CompletableFuture<Void> runAsync(Consumer<? super T> slice) {
        Objects.requireNonNull(slice, "slice");
        return flux().doOnNext(slice).then().toFuture();
    }
}
