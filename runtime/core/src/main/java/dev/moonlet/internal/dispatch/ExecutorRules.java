package dev.moonlet.internal.dispatch;

import dev.moonlet.Delivery;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.internal.protocol.EncodedCall;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an executor does with calls, for interceptors around it. */
interface ExecutorRules {

    /**
     * Throws unless the current thread may wait for a call.
     *
     * @throws io.lettuce.core.RedisException if it may not
     */
    void checkBlocking(ScriptInvocation<?> invocation);

    /** How long a blocking method waits for a call; zero or less for as long as it takes. */
    Duration readTimeout(EncodedCall<?> call);

    /** Whether the time of a call begins when it is made, and not with a flush, or never in a transaction. */
    boolean isTimedAtOnce();

    /** How often a call may run; {@code null} if that is only known of each call. */
    @Nullable
    Delivery delivery();
}
