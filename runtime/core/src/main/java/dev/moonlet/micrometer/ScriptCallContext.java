package dev.moonlet.micrometer;

import dev.moonlet.Beta;
import dev.moonlet.InterceptedCall;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.Objects;

/** The call that an observation is of. A client of Redis sends no trace with it, because a command has no place for that. */
@Beta
public final class ScriptCallContext extends SenderContext<InterceptedCall> {

    private volatile boolean ended;

    /** The context of a call. */
    public ScriptCallContext(InterceptedCall call) {
        super((carrier, key, value) -> {}, Kind.CLIENT);
        setCarrier(Objects.requireNonNull(call, "call"));
        setRemoteServiceName("redis");
    }

    /** The call. */
    public InterceptedCall call() {
        return Objects.requireNonNull(getCarrier(), "call");
    }

    void end() {
        ended = true;
    }

    /** Whether the call has ended: its failure is {@link #getError()}. */
    public boolean isEnded() {
        return ended;
    }
}
