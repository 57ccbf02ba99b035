package dev.moonlet.recipes.lock;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** One owner of something, whose name the server knows it by. What is false says that the owner does not have it any more. */
interface Owner {

    LeaseAttempt acquire(Duration lease);

    CompletionStage<LeaseAttempt> acquireAsync(Duration lease);

    boolean extend(Duration lease);

    CompletionStage<Boolean> extendAsync(Duration lease);

    boolean release();

    CompletionStage<Boolean> releaseAsync();
}
