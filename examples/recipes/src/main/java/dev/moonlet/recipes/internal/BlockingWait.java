package dev.moonlet.recipes.internal;

import dev.moonlet.ScriptExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Has a thread wait for what scripts of an executor bring. */
public final class BlockingWait {

    private BlockingWait() {}

    /**
     * Begins something and waits for it. A thread that is interrupted cancels it.
     *
     * @param what what is waited for, in messages
     * @throws IllegalStateException if the executor does not allow blocking here
     */
    public static <T> T await(ScriptExecutor executor, String what, Supplier<CompletableFuture<T>> begin)
            throws InterruptedException {
        if (!executor.allowsBlocking()) {
            throw new IllegalStateException("waiting for " + what
                    + " would block the thread that receives the answer, or comes before it is sent:"
                    + " call the asynchronous method");
        }
        CompletableFuture<T> result = begin.get();
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel(false);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("waiting for " + what + " failed", e.getCause());
        }
    }
}
