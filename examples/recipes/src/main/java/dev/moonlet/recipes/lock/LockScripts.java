package dev.moonlet.recipes.lock;

import dev.moonlet.LuaScript;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The scripts of a lock: each method runs the script of the same name in {@code src/main/lua/recipes/lock}. */
@LuaScript("recipes/lock")
interface LockScripts {

    Attempt acquire(String lock, String owner, Duration lease);

    CompletionStage<Attempt> acquireAsync(String lock, String owner, Duration lease);

    boolean extend(String lock, String owner, Duration lease);

    CompletionStage<Boolean> extendAsync(String lock, String owner, Duration lease);

    boolean release(String lock, String owner);

    CompletionStage<Boolean> releaseAsync(String lock, String owner);

    /** Whether the lock was taken, or how long its lease goes on. */
    sealed interface Attempt {

        record Taken(long token) implements Attempt {}

        record Busy(Duration heldFor) implements Attempt {}
    }
}
