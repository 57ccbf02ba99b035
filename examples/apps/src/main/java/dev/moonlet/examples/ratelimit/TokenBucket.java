package dev.moonlet.examples.ratelimit;

import dev.moonlet.LuaScript;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A rate limiter that all instances of an application share. */
@LuaScript("token_bucket")
public interface TokenBucket {

    /**
     * Takes permits from a bucket, all of them or none.
     *
     * @throws dev.moonlet.ScriptErrorException if the bucket could never have that many permits, or would never refill
     */
    Decision acquire(String bucket, long capacity, double refillPerSecond, long permits);

    /** Like {@link #acquire}, without waiting. */
    CompletionStage<Decision> acquireAsync(String bucket, long capacity, double refillPerSecond, long permits);

    /**
     * What became of a request.
     *
     * @param allowed whether the permits were taken
     * @param remaining how many are left
     * @param retryAfter how long to wait until there are enough; zero if they were taken
     */
    record Decision(boolean allowed, long remaining, Duration retryAfter) {}
}
