package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.PendingCall;
import io.lettuce.core.RedisException;
import org.jspecify.annotations.Nullable;

/** Where the calls of a queue go: what differs between a connection and a hash slot. */
interface CallTarget {

    /** The connection to send to; {@code null} if there is none now. */
    @Nullable
    ConnectionDispatcher server();

    /** Asks for a call of {@link CallQueue#onServerAvailable} as soon as {@link #server} may be there. */
    void awaitServer(CallQueue queue);

    /** Why there is no server. */
    RedisException absence();

    /** The server to which the last {@code ASK} led; {@code null} if there is no connection to it now. */
    @Nullable
    ConnectionDispatcher asked();

    /** Asks for a call of {@link CallQueue#onServerAvailable} as soon as {@link #asked} may be there. */
    void awaitAsked(CallQueue queue);

    /** Takes over what a {@code MOVED} or an {@code ASK} says. */
    void learn(String moved);

    /** Sends an attempt in the way that the client sends its own commands, which follows redirects. */
    void sendRouted(Attempt<?> attempt);

    /** A script is sent with a call in that way. */
    void onRoutedText(LinkedScript script);

    /** What is known of the servers to which {@link #sendRouted} leads. */
    ScriptCache routedCache();

    /** Whether the connection was closed for good. */
    boolean isClosed();

    /** Whether the server only queues what is sent, until the connection's {@code EXEC}. */
    boolean isMulti();

    /** Whether it leads to the master of several servers, which may be another one from now on. */
    boolean isReplicated();

    /** For how long a call is sent again if its server is not there, in nanoseconds. */
    long retryTimeout();

    /** For how long a call may wait before it is sent, in nanoseconds. */
    long limit(PendingCall<?> call);
}
