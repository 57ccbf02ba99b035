package dev.moonlet.spring;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Runs actions that may block, one after another in their order, in other threads. Safe for use by several threads. */
final class OrderedActions {

    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    /** Runs an action when those before it have ended, however they did. */
    synchronized <T> CompletableFuture<T> supply(Supplier<T> action) {
        CompletableFuture<T> next = last.handleAsync((result, failure) -> action.get(), NativeConnections.THREADS);
        last = next;
        return next;
    }
}
