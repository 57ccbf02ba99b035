package dev.moonlet.codegen;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ShardInvocation;
import dev.moonlet.ShardNode;
import dev.moonlet.ShardResult;
import dev.moonlet.ShardResults;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Emits the outcome of each shard as soon as it is there. */
public final class ShardFlux {

    private ShardFlux() {}

    /**
     * The outcomes of a call on every shard, which each subscription makes anew. Cancelling a subscription cancels its call.
     *
     * <p>An executor that runs the call in its own way, without {@link ShardInvocation#around}, has all outcomes emitted at the
     * end.
     *
     * @param invocation makes the call; what it throws is the error of the subscription
     */
    public static <T extends @Nullable Object> Flux<ShardResult<T>> of(
            ScriptExecutor executor, Supplier<ShardInvocation<T>> invocation) {
        return Flux.create(sink -> {
            Emission<T> emission = new Emission<>(sink);
            ShardInvocation<T> observed =
                    invocation.get().around((node, shard) -> new Emitting<>(node, shard, emission));
            CompletionStage<ShardResults<T>> results = executor.executeOnShardsAsync(observed);
            sink.onCancel(() -> results.toCompletableFuture().cancel(true));
            CompletionStage<?> unused = results.whenComplete(emission::end);
        });
    }

    /** What was emitted. */
    private record Emission<T extends @Nullable Object>(FluxSink<ShardResult<T>> sink, Set<ShardNode> emitted) {

        Emission(FluxSink<ShardResult<T>> sink) {
            this(sink, ConcurrentHashMap.newKeySet());
        }

        void emit(ShardResult<T> result) {
            if (emitted.add(result.node())) {
                sink.next(result);
            }
        }

        void end(@Nullable ShardResults<T> results, @Nullable Throwable failure) {
            if (results == null) {
                sink.error(failure == null ? new IllegalStateException("there are no outcomes") : failure);
                return;
            }
            results.shards().forEach(this::emit);
            sink.complete();
        }
    }

    /** Runs the call on a shard, and emits its outcome. */
    private static final class Emitting<R extends @Nullable Object> implements ScriptExecutor {

        private final ShardNode node;
        private final ScriptExecutor shard;
        private final Emission<R> emission;

        Emitting(ShardNode node, ScriptExecutor shard, Emission<R> emission) {
            this.node = node;
            this.shard = shard;
            this.emission = emission;
        }

        @Override
        public <T extends @Nullable Object> T execute(ScriptInvocation<T> call) {
            return shard.execute(call);
        }

        @Override
        @SuppressWarnings("unchecked") // the runs of the call have its type
        public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> call) {
            CompletionStage<T> run = shard.executeAsync(call);
            CompletionStage<?> unused = run.whenComplete((result, failure) -> {
                if (failure == null) {
                    emission.emit(ShardResult.of(node, (R) result));
                }
            });
            return run;
        }
    }
}
