package dev.moonlet.internal.dispatch;

import dev.moonlet.ScriptInvocation;
import dev.moonlet.internal.protocol.EncodedCall;
import java.time.Duration;

/** What blocking methods of an executor do, for what wraps it. */
interface BlockingRules {

    /**
     * Throws unless the current thread may wait for a call.
     *
     * @throws io.lettuce.core.RedisException if it may not
     */
    void checkBlocking(ScriptInvocation<?> invocation);

    /** How long a blocking method waits for a call; zero or less for as long as it takes. */
    Duration readTimeout(EncodedCall<?> call);
}
