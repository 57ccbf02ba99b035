package dev.moonlet.internal.dispatch;

import dev.moonlet.codegen.ScriptFuture;
import dev.moonlet.internal.protocol.ConnectionFailures;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A command of Lettuce's own that is sent in its place among the calls of a pipeline, unless it is cancelled before. */
public final class PlainCommand<T extends @Nullable Object> extends ScriptFuture<T> {

    private final Supplier<? extends CompletionStage<T>> command;

    public PlainCommand(Supplier<? extends CompletionStage<T>> command) {
        this.command = Objects.requireNonNull(command, "command");
    }

    /** Sends it. A failure to do so is its own. */
    void send() {
        CompletionStage<T> stage;
        try {
            stage = Objects.requireNonNull(command.get(), "the command of a pipeline returned null, and no stage");
        } catch (RuntimeException | Error e) {
            completeExceptionally(e);
            return;
        }
        CompletionStage<T> unused = stage.whenComplete((result, failure) -> {
            if (failure == null) {
                complete(result);
            } else {
                completeExceptionally(ConnectionFailures.unwrapped(failure));
            }
        });
        unused = whenComplete((result, failure) -> stage.toCompletableFuture().cancel(false));
    }
}
