package dev.moonlet.examples.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many who do the same at the same time. */
final class Crowd implements AutoCloseable {

    /** What one of them does; true if it succeeds. */
    @FunctionalInterface
    interface Action<T> {
        boolean succeeds(T one) throws InterruptedException;
    }

    private static final int THREADS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /**
     * Those who succeed, in their order.
     *
     * @throws IllegalStateException if the action of one of them fails
     */
    <T> List<T> whoSucceed(List<T> all, Action<T> action) throws InterruptedException {
        List<Callable<Boolean>> actions = all.stream()
                .<Callable<Boolean>>map(one -> () -> action.succeeds(one))
                .toList();
        List<Future<Boolean>> outcomes = threads.invokeAll(actions);
        List<T> succeeded = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (succeeded(outcomes.get(i))) {
                succeeded.add(all.get(i));
            }
        }
        return succeeded;
    }

    private static boolean succeeded(Future<Boolean> outcome) throws InterruptedException {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("one of a crowd failed: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
