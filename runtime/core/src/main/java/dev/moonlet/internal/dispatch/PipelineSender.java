package dev.moonlet.internal.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.internal.protocol.PendingCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Sends what a pipeline has collected: calls of scripts in batches, and plain commands in between. A plain command waits for
 * the answers to the calls before it, because those may be sent again. Safe for use by several threads.
 */
public final class PipelineSender {

    private final Dispatcher dispatcher;

    /** What is still to be sent: runs of calls and runs of plain commands. */
    @GuardedBy("this")
    private final Queue<List<CompletableFuture<?>>> runs = new ArrayDeque<>();

    /** Whether a thread sends, or the next run waits for answers. */
    @GuardedBy("this")
    private boolean sending;

    /** The run that was sent last. */
    @GuardedBy("this")
    private List<CompletableFuture<?>> last = List.of();

    public PipelineSender(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * Adds some calls and commands after those of earlier batches; {@link #advance} sends them. The list is not changed any more.
     * For use under the lock under which they were collected: of two threads that flush, the second one could come first.
     */
    public synchronized void add(List<CompletableFuture<?>> batch) {
        int from = 0;
        for (int i = 1; i <= batch.size(); i++) {
            if (i == batch.size() || isPlain(batch.get(i)) != isPlain(batch.get(from))) {
                runs.add(batch.subList(from, i));
                from = i;
            }
        }
    }

    private static boolean isPlain(CompletableFuture<?> item) {
        return item instanceof PlainCommand;
    }

    /** Sends what was added. One thread sends for all, without the lock, for which threads of Lettuce might wait. */
    public void advance() {
        while (true) {
            List<CompletableFuture<?>> run;
            List<CompletableFuture<?>> before;
            synchronized (this) {
                if (sending || runs.isEmpty()) {
                    return;
                }
                sending = true;
                run = runs.element();
                before = last;
            }
            if (isWaiting(run, before)) {
                CompletableFuture<Void> unused = CompletableFuture.allOf(before.toArray(CompletableFuture<?>[]::new))
                        .whenComplete((result, failure) -> {
                            stop();
                            advance();
                        });
                return;
            }
            try {
                send(run, isPlain(run.get(0)));
            } finally {
                synchronized (this) {
                    runs.remove();
                    last = run;
                }
                stop();
            }
        }
    }

    private synchronized void stop() {
        sending = false;
    }

    /** Whether a run can't be sent before the last one has its answers. In {@code MULTI} there is none before {@code EXEC}. */
    private boolean isWaiting(List<CompletableFuture<?>> run, List<CompletableFuture<?>> before) {
        return !before.isEmpty()
                && isPlain(run.get(0)) != isPlain(before.get(0))
                && (isPlain(run.get(0)) || !dispatcher.isOneConnection())
                && !dispatcher.isMulti()
                && !before.stream().allMatch(CompletableFuture::isDone);
    }

    private void send(List<CompletableFuture<?>> run, boolean plain) {
        List<PendingCall<?>> calls = new ArrayList<>(plain ? 0 : run.size());
        for (CompletableFuture<?> item : run) {
            if (item.isDone()) {
                continue; // it was cancelled
            }
            if (item instanceof PlainCommand<?> command) {
                command.send();
            } else {
                calls.add((PendingCall<?>) item);
            }
        }
        if (plain) {
            dispatcher.flush();
        } else {
            dispatcher.submit(calls);
            calls.forEach(call -> ReadTimeouts.start(call, dispatcher));
        }
    }
}
