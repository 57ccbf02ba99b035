package dev.moonlet.internal.protocol;

import dev.moonlet.ShardNode;
import dev.moonlet.ShardResult;
import dev.moonlet.ShardResults;
import io.lettuce.core.RedisCommandTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The calls of a script on every shard, and the future of what they come to. */
public final class ShardCalls<T extends @Nullable Object> extends CallFuture<ShardResults<T>> {

    private final String scriptName;
    private final List<ShardNode> nodes;
    private final List<ShardCall<T>> calls;
    private final int readTimeout;
    private final AtomicReferenceArray<ShardResult<T>> results;
    private final AtomicInteger open;

    /**
     * Calls that have not ended.
     *
     * @param readTimeout the timeout of the method in milliseconds; 0 if it has none
     * @param nodes the servers that they go to, in the order of the calls
     */
    public ShardCalls(String scriptName, int readTimeout, List<ShardNode> nodes, List<ShardCall<T>> calls) {
        this.scriptName = scriptName;
        this.readTimeout = readTimeout;
        this.nodes = List.copyOf(nodes);
        this.calls = List.copyOf(calls);
        this.results = new AtomicReferenceArray<>(calls.size());
        this.open = new AtomicInteger(calls.size());
        for (int i = 0; i < calls.size(); i++) {
            follow(i);
        }
    }

    private void follow(int index) {
        ShardNode node = nodes.get(index);
        CompletionStage<T> unused = calls.get(index).result().whenComplete((result, failure) -> {
            results.set(
                    index,
                    failure == null
                            ? ShardResult.of(node, result)
                            : ShardResult.failed(node, ConnectionFailures.unwrapped(failure)));
            if (open.decrementAndGet() == 0) {
                complete(ShardResults.of(
                        scriptName,
                        IntStream.range(0, calls.size()).mapToObj(results::get).toList()));
            }
        });
    }

    /** The timeout of the method in milliseconds; 0 if it has none. */
    public int readTimeout() {
        return readTimeout;
    }

    /** Ends the calls that have no answer in time. All have ended then. */
    public void expire(Duration timeout) {
        for (int i = 0; i < calls.size(); i++) {
            ShardCall<T> call = calls.get(i);
            if (!call.result().isDone()) {
                RedisCommandTimeoutException late =
                        new RedisCommandTimeoutException("script %s was not answered by %s within %d ms; it %s"
                                .formatted(scriptName, nodes.get(i), timeout.toMillis(), call.outcome()));
                late.initCause(call.lastFailure());
                call.result().completeExceptionally(late);
                call.result().cancel(true); // what interceptors have in flight
            }
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        calls.forEach(call -> call.result().cancel(mayInterruptIfRunning));
        return cancelled;
    }
}
