package dev.moonlet.codegen;

import dev.moonlet.SliceLimitException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;

/**
 * Emits the results of slices, each of which runs when the subscriber has asked for it. What happens, happens in {@link #drain()}, on one
 * thread at a time.
 */
final class SliceEmission<T, P> {

    private final Slices<T, P> slices;
    private final FluxSink<T> sink;
    private final SliceProgress<T, P> progress;
    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicReference<@Nullable Outcome<T>> outcome = new AtomicReference<>();
    private volatile @Nullable CompletableFuture<?> running;
    private boolean waiting;

    SliceEmission(Slices<T, P> slices, FluxSink<T> sink) {
        this.slices = slices;
        this.sink = sink;
        this.progress = new SliceProgress<>(slices);
    }

    /** How a slice ended. */
    private record Outcome<T>(@Nullable T result, @Nullable Throwable failure) {}

    void begin() {
        sink.onCancel(this::cancel);
        sink.onRequest(count -> drain());
    }

    private void cancel() {
        CompletableFuture<?> sent = running;
        if (sent != null) {
            sent.cancel(true);
        }
    }

    private void drain() {
        if (signals.getAndIncrement() != 0) {
            return; // another thread goes round once more
        }
        int seen = 1;
        do {
            take();
            if (!waiting && progress.hasNext() && !sink.isCancelled() && sink.requestedFromDownstream() > 0) {
                waiting = true;
                start();
            }
            seen = signals.addAndGet(-seen);
        } while (seen != 0);
    }

    private void take() {
        Outcome<T> ended = outcome.getAndSet(null);
        if (ended == null) {
            return;
        }
        waiting = false;
        if (ended.result() == null) {
            progress.end();
            sink.error(ended.failure() == null ? new NullPointerException("a slice has no result") : ended.failure());
            return;
        }
        progress.add(ended.result());
        sink.next(ended.result());
        if (!progress.hasNext()) {
            sink.complete();
        }
    }

    private void start() {
        long pause = slices.limits().pause().toNanos();
        if (pause == 0 || !progress.hasBegun()) {
            send();
            return;
        }
        try {
            progress.checkLimits(); // there is no use in a pause before nothing
        } catch (SliceLimitException e) {
            end(new Outcome<>(null, e));
            return;
        }
        CompletableFuture.delayedExecutor(pause, TimeUnit.NANOSECONDS).execute(this::send);
    }

    private void send() {
        if (sink.isCancelled()) {
            return;
        }
        try {
            CompletionStage<T> stage = slices.executor().executeAsync(progress.next());
            running = stage.toCompletableFuture();
            CompletionStage<?> unused =
                    stage.whenComplete((result, failure) -> end(new Outcome<>(result, unwrapped(failure))));
        } catch (RuntimeException e) {
            end(new Outcome<>(null, e));
        }
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private void end(Outcome<T> ended) {
        outcome.set(ended);
        drain();
    }
}
