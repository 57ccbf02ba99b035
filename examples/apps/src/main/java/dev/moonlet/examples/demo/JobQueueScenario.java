package dev.moonlet.examples.demo;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.examples.jobs.JobQueue;
import dev.moonlet.examples.jobs.JobQueue.Count;
import dev.moonlet.examples.jobs.JobQueue.Job;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Producers push jobs; some of the workers die with one, some come too late, some give one back. */
public final class JobQueueScenario implements Scenario {

    private static final int PRODUCERS = 2;
    private static final int WORKERS = 4;
    private static final int BACKLOG = 500;
    private static final int REQUEUED_AT_ONCE = 100;
    private static final Duration LEASE = Duration.ofMillis(100);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final Set<String> pushed = ConcurrentHashMap.newKeySet();
    private final Map<String, LongAdder> done = new ConcurrentHashMap<>();
    private final LongAdder abandoned = new LongAdder();
    private final LongAdder released = new LongAdder();
    private final LongAdder tooLate = new LongAdder();
    private final LongAdder requeued = new LongAdder();

    @Override
    public String title() {
        return "Job queue";
    }

    @Override
    public String story() {
        return "%d producers and %d workers with leases of %d ms, of which one in 20 dies, stalls or gives its job back"
                .formatted(PRODUCERS, WORKERS, LEASE.toMillis());
    }

    @Override
    public Report run(ScriptExecutor executor, Duration duration, Progress progress) throws InterruptedException {
        JobQueue queue = new JobQueue(executor, "mail");
        new Load()
                .threads(PRODUCERS, goOn -> produce(queue, goOn))
                .threads(WORKERS, goOn -> work(queue, goOn))
                .thread(goOn -> requeue(queue, goOn))
                .run(duration, progress, () -> "%,d jobs pushed, %,d done".formatted(pushed.size(), done.size()));
        progress.reached("finishing what is left");
        finish(queue);
        return report(queue.count());
    }

    private void produce(JobQueue queue, BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            if (queue.count().ready() > BACKLOG) {
                LockSupport.parkNanos(PAUSE);
                continue;
            }
            for (int i = 0; i < BACKLOG / 10; i++) {
                String id = "job-" + pushed.size() + "-"
                        + ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
                pushed.add(id);
                queue.push(id, "{\"to\":\"customer@example.com\",\"order\":\"" + id + "\"}");
            }
        }
    }

    private void work(JobQueue queue, BooleanSupplier goOn) {
        Queue<Job> stalled = new ArrayDeque<>();
        while (goOn.getAsBoolean()) {
            queue.reserve(LEASE).ifPresentOrElse(job -> work(queue, job, stalled), () -> LockSupport.parkNanos(PAUSE));
            if (stalled.size() > 10) {
                acknowledge(queue, stalled.remove());
            }
        }
        stalled.forEach(job -> acknowledge(queue, job));
    }

    private void work(JobQueue queue, Job job, Queue<Job> stalled) {
        switch (ThreadLocalRandom.current().nextInt(60)) {
            case 0 -> abandoned.increment(); // the worker dies: no worker handles this job any more
            case 1 -> stalled.add(job);
            case 2 -> {
                if (queue.release(job)) {
                    released.increment();
                }
            }
            default -> acknowledge(queue, job);
        }
    }

    private void acknowledge(JobQueue queue, Job job) {
        if (queue.acknowledge(job)) {
            done.computeIfAbsent(job.id(), id -> new LongAdder()).increment();
        } else {
            tooLate.increment();
        }
    }

    private void requeue(JobQueue queue, BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            requeued.add(queue.requeueExpired(REQUEUED_AT_ONCE).size());
            LockSupport.parkNanos(PAUSE);
        }
    }

    private void finish(JobQueue queue) {
        Count count = queue.count();
        while (count.ready() + count.leased() > 0) {
            requeued.add(queue.requeueExpired(REQUEUED_AT_ONCE).size());
            queue.reserve(LEASE).ifPresentOrElse(job -> acknowledge(queue, job), () -> LockSupport.parkNanos(PAUSE));
            count = queue.count();
        }
    }

    private Report report(Count left) {
        long lost = pushed.stream().filter(id -> !done.containsKey(id)).count();
        long twice = done.values().stream().filter(times -> times.sum() > 1).count();
        long unknown = done.keySet().stream().filter(id -> !pushed.contains(id)).count();
        return new Report(
                List.of(
                        new Report.Figure("jobs pushed", pushed.size()),
                        new Report.Figure("jobs done", done.size()),
                        new Report.Figure("workers died", abandoned.sum()),
                        new Report.Figure("jobs given back", released.sum()),
                        new Report.Figure("leases ended", requeued.sum()),
                        new Report.Figure("workers too late", tooLate.sum())),
                List.of(
                        new Report.Invariant("no job lost", lost + " lost", lost == 0),
                        new Report.Invariant("no job done twice", twice + " twice", twice == 0),
                        new Report.Invariant("no job out of nowhere", unknown + " unknown", unknown == 0),
                        new Report.Invariant(
                                "nothing left behind",
                                left.ready() + " ready, " + left.leased() + " leased",
                                left.ready() + left.leased() == 0)));
    }
}
