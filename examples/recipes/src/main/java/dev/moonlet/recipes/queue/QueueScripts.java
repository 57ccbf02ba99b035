package dev.moonlet.recipes.queue;

import dev.moonlet.LuaScript;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The scripts of a queue. All keys of a call are computed from the first one. */
@LuaScript("recipes/queue")
@SuppressWarnings("ArrayRecordComponent") // never compared
interface QueueScripts {

    boolean add(String queue, AddedJob job);

    CompletionStage<Boolean> addAsync(String queue, AddedJob job);

    Taken take(String queue, int limit, Duration lease, int maxAttempts);

    CompletionStage<Taken> takeAsync(String queue, int limit, Duration lease, int maxAttempts);

    boolean acknowledge(String queue, HeldJob job, Duration remember);

    CompletionStage<Boolean> acknowledgeAsync(String queue, HeldJob job, Duration remember);

    boolean extend(String queue, HeldJob job, Duration lease);

    CompletionStage<Boolean> extendAsync(String queue, HeldJob job, Duration lease);

    FailedJob fail(String queue, HeldJob job, String reason, Retries retries);

    CompletionStage<FailedJob> failAsync(String queue, HeldJob job, String reason, Retries retries);

    boolean release(String queue, HeldJob job);

    CompletionStage<Boolean> releaseAsync(String queue, HeldJob job);

    List<BuriedJob> listDead(String queue, long offset, long limit);

    boolean requeueDead(String queue, String id);

    boolean deleteDead(String queue, String id);

    QueueStats stats(String queue);

    /** A job that is added. */
    record AddedJob(String id, byte[] payload, int priority, Duration delay) {}

    /** A job, and the token of the lease under which it is held. */
    record HeldJob(String id, long token) {}

    /** How often a job is tried, and after which pauses. */
    record Retries(int maxAttempts, Duration firstPause, Duration longestPause) {}

    /** Jobs that were taken, and how long it takes until another one may be ready. */
    record Taken(List<TakenJob> jobs, Optional<Duration> nextDue) {}

    /** A job that was taken. */
    record TakenJob(String id, byte[] payload, long token, int attempt) {}

    /** A dead letter. */
    record BuriedJob(String id, byte[] payload, int attempts, String reason, Instant diedAt) {}
}
