package dev.moonlet;

import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way from calls to the servers that run them. */
interface CallRoute {

    /**
     * Makes a call ready to be sent.
     *
     * @throws CrossSlotException if no server can run it
     */
    <T extends @Nullable Object> ScriptCommand<T> prepare(ScriptCall call, ReplyDecoder<T> decoder, Delivery delivery);

    /** Sends a call, now or when its turn comes. */
    void submit(ScriptCommand<?> call);

    /** Sends calls, in one flush to each server, now or when their turn comes. */
    void submit(List<ScriptCommand<?>> calls);

    /** Whether what is sent is only queued by the server, until the connection's {@code EXEC}. */
    boolean isMulti();

    /** How long a caller waits for a result; zero or less for as long as it takes. */
    Duration timeout();
}
