package dev.moonlet.recipes.lock;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** What an owner can do with what it has: both are false if it does not have it any more. */
interface Ownership {

    boolean extend(Duration lease);

    CompletionStage<Boolean> extendAsync(Duration lease);

    boolean release();

    CompletionStage<Boolean> releaseAsync();
}
