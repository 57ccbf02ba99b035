package dev.moonlet.examples.mails;

import dev.moonlet.LuaScript;
import java.time.Duration;

@LuaScript("token_bucket")
public interface TokenBucket {

    Decision acquire(String bucket, long capacity, double refillPerSecond, long permits);

    record Decision(boolean allowed, Duration retryAfter) {}
}
