package dev.moonlet.codegen;

import io.lettuce.core.RedisFuture;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The result of a call in flight, as Lettuce hands over those of its commands.
 *
 * <p>Safe for use by several threads.
 *
 * @param <T> the type of the result
 */
public class ScriptFuture<T extends @Nullable Object> extends CompletableFuture<T> implements RedisFuture<T> {

    /** A future that is not complete. */
    public ScriptFuture() {}

    /** A stage as such a future. Cancelling it cancels the stage. */
    public static <T extends @Nullable Object> RedisFuture<T> of(CompletionStage<T> stage) {
        if (stage instanceof ScriptFuture<T> future) {
            return future;
        }
        ScriptFuture<T> future = new Following<>(stage);
        stage.whenComplete((result, failure) -> {
            if (failure == null) {
                future.complete(result);
            } else {
                Throwable cause = failure.getCause();
                future.completeExceptionally(failure instanceof CompletionException && cause != null ? cause : failure);
            }
        });
        return future;
    }

    /** The message of the exception that the call failed with; {@code null} if it did not fail, or not yet. */
    @Override
    @SuppressWarnings("NullAway") // Lettuce documents null
    public @Nullable String getError() {
        if (!isCompletedExceptionally()) {
            return null;
        }
        try {
            join();
            return null;
        } catch (CompletionException e) {
            return Objects.requireNonNullElse(e.getCause(), e).getMessage();
        } catch (RuntimeException e) {
            return e.getMessage();
        }
    }

    @Override
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        try {
            get(timeout, unit);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true; // it is complete, which is all that was asked
        }
    }

    /** A future that completes as a stage does. */
    private static final class Following<T extends @Nullable Object> extends ScriptFuture<T> {

        private final CompletionStage<T> stage;

        Following(CompletionStage<T> stage) {
            this.stage = stage;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            stage.toCompletableFuture().cancel(mayInterruptIfRunning);
            return super.cancel(mayInterruptIfRunning);
        }
    }
}
