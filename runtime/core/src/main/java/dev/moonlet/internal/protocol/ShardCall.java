package dev.moonlet.internal.protocol;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The run of a call on one shard. */
public interface ShardCall<T extends @Nullable Object> {

    /** Its result. */
    CompletableFuture<T> result();

    /** Whether the script has run, as the end of a sentence. */
    String outcome();

    /** Why it was not answered so far; {@code null} if there was no failure. */
    @Nullable
    Throwable lastFailure();
}
