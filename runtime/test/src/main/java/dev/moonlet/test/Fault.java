package dev.moonlet.test;

import dev.moonlet.CrossSlotException;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ServerUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What happens to a call that is hit. Stateless. */
interface Fault {

    /** One call, which can run any number of times. */
    interface Call<T extends @Nullable Object> {

        ScriptInvocation<T> invocation();

        /** Runs it. */
        CompletionStage<T> run();

        /** A stage that the call goes on after: complete if the caller waits for the call. */
        <R> CompletionStage<R> ready(CompletionStage<R> stage);
    }

    <T extends @Nullable Object> CompletionStage<T> hit(Call<T> call);

    /** The call does not run. */
    record NotRun(Function<ScriptInvocation<?>, RuntimeException> failure) implements Fault {

        @Override
        public <T extends @Nullable Object> CompletionStage<T> hit(Call<T> call) {
            return CompletableFuture.failedFuture(failure.apply(call.invocation()));
        }
    }

    /** The call runs, and its reply is lost. */
    record ReplyLost(Function<ScriptInvocation<?>, RuntimeException> failure) implements Fault {

        @Override
        public <T extends @Nullable Object> CompletionStage<T> hit(Call<T> call) {
            return call.run().handle((result, e) -> e).thenCompose(e -> {
                Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
                return CompletableFuture.failedFuture(isNotSent(cause) ? cause : failure.apply(call.invocation()));
            });
        }

        private static boolean isNotSent(@Nullable Throwable failure) {
            return failure instanceof ServerUnavailableException || failure instanceof CrossSlotException;
        }
    }

    /** The call runs twice, and the second reply counts. */
    record Twice() implements Fault {

        @Override
        public <T extends @Nullable Object> CompletionStage<T> hit(Call<T> call) {
            return call.run().handle((result, failure) -> true).thenCompose(first -> call.run());
        }
    }

    /** Something happens before the call runs. */
    record Before(Supplier<? extends CompletionStage<?>> event) implements Fault {

        @Override
        public <T extends @Nullable Object> CompletionStage<T> hit(Call<T> call) {
            CompletionStage<Boolean> happened = event.get().thenApply(result -> true);
            return call.ready(happened).thenCompose(done -> call.run());
        }
    }
}
