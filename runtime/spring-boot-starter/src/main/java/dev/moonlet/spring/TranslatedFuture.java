package dev.moonlet.spring;

import dev.moonlet.codegen.ScriptFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The stage of a call, which fails with an exception of Spring. Cancelling it cancels the call. */
final class TranslatedFuture<T extends @Nullable Object> extends ScriptFuture<T> {

    private final CompletionStage<T> call;

    TranslatedFuture(CompletionStage<T> call, ScriptExceptionTranslator translator) {
        this.call = call;
        CompletionStage<T> unused = call.whenComplete((result, failure) -> {
            if (failure == null) {
                complete(result);
            } else {
                Throwable cause = failure.getCause();
                completeExceptionally(translator.translate(
                        failure instanceof CompletionException && cause != null ? cause : failure));
            }
        });
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        call.toCompletableFuture().cancel(mayInterruptIfRunning);
        return super.cancel(mayInterruptIfRunning);
    }
}
