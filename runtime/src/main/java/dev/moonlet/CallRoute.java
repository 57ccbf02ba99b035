package dev.moonlet;

import dev.moonlet.generated.ScriptCall;
import java.time.Duration;

/** Finds the lane that a call belongs into. */
interface CallRoute<K, V> {

    /** The lane of the server that runs a call. */
    CallLane<K, V> lane(ScriptCall call);

    /** Whether what is sent is only queued by the server, until the connection's {@code EXEC}. */
    boolean isMulti();

    /** How long a caller waits for a result; zero or less for as long as it takes. */
    Duration timeout();
}
