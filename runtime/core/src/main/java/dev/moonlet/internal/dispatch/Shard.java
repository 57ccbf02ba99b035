package dev.moonlet.internal.dispatch;

import dev.moonlet.ShardNode;
import dev.moonlet.internal.protocol.CallOptions;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.PendingCall;
import org.jspecify.annotations.Nullable;

/** A shard that a call on every shard runs on. */
public interface Shard {

    /** The server that has it. */
    ShardNode node();

    /** A hash tag of its first slot. */
    String tag();

    /**
     * Makes a call ready to be sent.
     *
     * @throws IllegalArgumentException if its keys belong to another slot
     */
    <T extends @Nullable Object> PendingCall<T> prepare(EncodedCall<T> call, CallOptions options);

    /** Sends a call, now or when its turn comes. */
    void submit(PendingCall<?> call);

    /** The one server of a connection, which has all slots. */
    static Shard of(Dispatcher dispatcher, String tag) {
        return new Shard() {
            @Override
            public ShardNode node() {
                return ShardNode.ofConnection();
            }

            @Override
            public String tag() {
                return tag;
            }

            @Override
            public <T extends @Nullable Object> PendingCall<T> prepare(EncodedCall<T> call, CallOptions options) {
                return dispatcher.prepare(call, options);
            }

            @Override
            public void submit(PendingCall<?> call) {
                dispatcher.submit(call);
            }
        };
    }
}
