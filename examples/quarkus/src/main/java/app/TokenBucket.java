package app;

import dev.moonlet.LuaScript;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

@LuaScript("token_bucket")
public interface TokenBucket {
    Decision acquire(String bucket, long capacity, double refillPerSecond, long permits);

    CompletionStage<Decision> acquireAsync(String bucket, long capacity, double refillPerSecond, long permits);

    record Decision(boolean allowed, long remaining, Duration retryAfter) {}
}
