package dev.moonlet.recipes.lock;

import dev.moonlet.LuaScript;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The scripts of a semaphore: each method runs the script of the same name in {@code src/main/lua/recipes/semaphore}. */
@LuaScript("recipes/semaphore")
interface SemaphoreScripts {

    LeaseAttempt acquire(String semaphore, String owner, int permits, int size, Duration lease);

    CompletionStage<LeaseAttempt> acquireAsync(String semaphore, String owner, int permits, int size, Duration lease);

    boolean extend(String semaphore, String owner, int permits, Duration lease);

    CompletionStage<Boolean> extendAsync(String semaphore, String owner, int permits, Duration lease);

    boolean release(String semaphore, String owner, int permits);

    CompletionStage<Boolean> releaseAsync(String semaphore, String owner, int permits);

    int available(String semaphore, int size);
}
