package dev.moonlet.examples.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Threads that do something again and again until the time is up. */
final class Load {

    /** What a thread does while it may go on. */
    @FunctionalInterface
    interface Work {
        void run(BooleanSupplier goOn) throws InterruptedException;
    }

    private static final long SECOND = 1000;

    private final List<Work> works = new ArrayList<>();

    /** Adds a thread. */
    Load thread(Work work) {
        works.add(work);
        return this;
    }

    /** Adds as many threads. */
    Load threads(int count, Work work) {
        for (int i = 0; i < count; i++) {
            thread(work);
        }
        return this;
    }

    /**
     * Runs all threads.
     *
     * @param status what to tell about every second
     * @throws IllegalStateException if a thread failed
     */
    void run(Duration duration, Progress progress, Supplier<String> status) throws InterruptedException {
        AtomicBoolean going = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(works.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Work work : works) {
                running.add(threads.submit(() -> {
                    work.run(going::get);
                    return null;
                }));
            }
            threads.shutdown();
            long left = duration.toMillis();
            while (left > 0 && !threads.awaitTermination(Math.min(left, SECOND), TimeUnit.MILLISECONDS)) {
                progress.reached(status.get());
                left -= SECOND;
            }
            going.set(false);
            for (Future<?> thread : running) {
                thread.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a thread failed: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
