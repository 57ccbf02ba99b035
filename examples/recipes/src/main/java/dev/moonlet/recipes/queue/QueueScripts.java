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

    boolean add(String queue, String id, byte[] payload, int priority, Duration delay);

    CompletionStage<Boolean> addAsync(String queue, String id, byte[] payload, int priority, Duration delay);

    Taken take(String queue, int limit, Duration lease, int maxAttempts);

    CompletionStage<Taken> takeAsync(String queue, int limit, Duration lease, int maxAttempts);

    boolean acknowledge(String queue, String id, long token, Duration remember);

    CompletionStage<Boolean> acknowledgeAsync(String queue, String id, long token, Duration remember);

    boolean extend(String queue, String id, long token, Duration lease);

    CompletionStage<Boolean> extendAsync(String queue, String id, long token, Duration lease);

    FailedJob fail(
            String queue,
            String id,
            long token,
            String reason,
            int maxAttempts,
            Duration firstPause,
            Duration longestPause);

    CompletionStage<FailedJob> failAsync(
            String queue,
            String id,
            long token,
            String reason,
            int maxAttempts,
            Duration firstPause,
            Duration longestPause);

    boolean release(String queue, String id, long token);

    CompletionStage<Boolean> releaseAsync(String queue, String id, long token);

    List<BuriedJob> listDead(String queue, long offset, long limit);

    boolean requeueDead(String queue, String id);

    boolean deleteDead(String queue, String id);

    QueueStats stats(String queue);

    /** Jobs that were taken, and how long it takes until another one may be ready. */
    record Taken(List<TakenJob> jobs, Optional<Duration> nextDue) {}

    /** A job that was taken. */
    record TakenJob(String id, byte[] payload, long token, int attempt) {}

    /** A dead letter. */
    record BuriedJob(String id, byte[] payload, int attempts, String reason, Instant diedAt) {}
}
