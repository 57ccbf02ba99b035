package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.BatchCall;
import dev.moonlet.internal.protocol.BatchForm;
import dev.moonlet.internal.protocol.CallOptions;
import dev.moonlet.internal.protocol.Clock;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.PendingCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes batches of calls that follow each other, of the same script and to the same hash slot.
 *
 * <p>Calls that come one by one are collected while two commands of the same slot are in flight.
 */
public final class BatchingDispatcher implements Dispatcher {

    /** So many calls of a script are sent together as long as their time is unknown. */
    private static final int FIRST = 16;

    private final Dispatcher dispatcher;
    private final BatchLimits limits;
    private final Map<Integer, CallCombiner> combiners = new ConcurrentHashMap<>();

    public BatchingDispatcher(Dispatcher dispatcher, BatchLimits limits) {
        this.dispatcher = dispatcher;
        this.limits = limits;
    }

    @Override
    public <T extends @Nullable Object> PendingCall<T> prepare(EncodedCall<T> call, CallOptions options) {
        return dispatcher.prepare(call, options);
    }

    @Override
    public void submit(PendingCall<?> call) {
        if (call.isDone() || isMulti()) {
            dispatcher.submit(call);
        } else {
            combiners
                    .computeIfAbsent(call.slot(), slot -> new CallCombiner(this))
                    .submit(call);
        }
    }

    @Override
    public void submit(List<PendingCall<?>> calls) {
        dispatcher.submit(isMulti() ? calls : batched(calls));
    }

    /** The dispatcher that sends batches and single calls. */
    Dispatcher sender() {
        return dispatcher;
    }

    @Override
    public void enqueue(PendingCall<?> call) {
        submit(call);
    }

    /** Calls in their order, of which those that can be sent together are batches. */
    List<PendingCall<?>> batched(List<PendingCall<?>> calls) {
        List<PendingCall<?>> result = new ArrayList<>();
        Map<Integer, Run> open = new LinkedHashMap<>();
        for (PendingCall<?> call : calls) {
            if (call.isDone()) {
                continue;
            }
            Run run = open.get(call.slot());
            if (run == null || !run.add(call)) {
                if (run != null) {
                    result.add(run.end());
                }
                open.put(call.slot(), new Run(call));
            }
        }
        open.values().forEach(run -> result.add(run.end()));
        return result;
    }

    /** Whether a call can be sent together with others of its script. */
    static boolean isBatchable(PendingCall<?> call) {
        BatchForm form = call.script().batchForm();
        return form != null && !form.isRefused();
    }

    /** Calls that follow each other and become a batch. */
    private final class Run {

        private final List<PendingCall<?>> calls = new ArrayList<>();
        private final @Nullable BatchForm form;
        private final int most;
        private int bytes;

        Run(PendingCall<?> first) {
            form = isBatchable(first) ? first.script().batchForm() : null;
            most = form == null ? 1 : Math.min(limits.calls(), form.callsWithin(limits.nanos(), FIRST));
            calls.add(first);
            bytes = first.size();
        }

        /** Adds a call; false if it does not fit. */
        boolean add(PendingCall<?> call) {
            if (calls.size() >= most
                    || call.script() != calls.get(0).script()
                    || call.size() > limits.bytes() - bytes) {
                return false;
            }
            bytes += call.size();
            return calls.add(call);
        }

        PendingCall<?> end() {
            return form == null || calls.size() == 1 ? calls.get(0) : new BatchCall(form, calls);
        }
    }

    @Override
    public long limit(PendingCall<?> call) {
        return dispatcher.limit(call);
    }

    @Override
    public List<Shard> shards(boolean onReplicas) {
        return dispatcher.shards(onReplicas);
    }

    @Override
    public void flush() {
        dispatcher.flush();
    }

    @Override
    public boolean isOneConnection() {
        return dispatcher.isOneConnection();
    }

    @Override
    public boolean isMulti() {
        return dispatcher.isMulti();
    }

    @Override
    public Duration timeout() {
        return dispatcher.timeout();
    }

    @Override
    public boolean isClosed() {
        return dispatcher.isClosed();
    }

    @Override
    public long retryTimeout() {
        return dispatcher.retryTimeout();
    }

    @Override
    public RetryScheduler scheduler() {
        return dispatcher.scheduler();
    }

    @Override
    public Clock clock() {
        return dispatcher.clock();
    }
}
