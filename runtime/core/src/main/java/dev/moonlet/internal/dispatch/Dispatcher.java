package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.CallOptions;
import dev.moonlet.internal.protocol.Clock;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.PendingCall;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends calls to the servers that run them. Safe for use by several threads. */
public interface Dispatcher {

    /**
     * Makes a call ready to be sent. One that no server can run has failed already.
     */
    <T extends @Nullable Object> PendingCall<T> prepare(EncodedCall<T> call, CallOptions options);

    /** Sends a call, now or when its turn comes. */
    void submit(PendingCall<?> call);

    /** Sends a call behind those that other threads have sent, also if the current thread is an event loop. */
    void enqueue(PendingCall<?> call);

    /** Sends calls, in one flush to each server, now or when their turn comes. */
    void submit(List<PendingCall<?>> calls);

    /**
     * The shards that there are now.
     *
     * @param onReplicas whether calls are for a replica of each
     */
    List<Shard> shards(boolean onReplicas);

    /** Sends at once what was written, also if the users of the connection flush themselves. */
    void flush();

    /** Whether all calls, and the client's own commands, go through one connection in their order. */
    boolean isOneConnection();

    /** Whether the server only queues what is sent, until the connection's {@code EXEC}. */
    boolean isMulti();

    /** How long a caller waits for a result; zero or less for as long as it takes. */
    Duration timeout();

    /** Whether the connection was closed for good. */
    boolean isClosed();

    /** For how long a call is sent again if its server is not there, in nanoseconds. */
    long retryTimeout();

    /** By which time the caller waits. */
    Clock clock();

    /** For how long a call may wait before it is sent, in nanoseconds. */
    long limit(PendingCall<?> call);

    /** Runs what has to wait. */
    RetryScheduler scheduler();
}
