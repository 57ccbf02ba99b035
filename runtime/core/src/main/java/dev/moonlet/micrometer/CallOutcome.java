package dev.moonlet.micrometer;

import dev.moonlet.CrossSlotException;
import dev.moonlet.InDoubtException;
import dev.moonlet.ReturnedErrorException;
import dev.moonlet.ScriptErrorException;
import dev.moonlet.ServerUnavailableException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, in a few words.
 *
 * @param outcome the kind
 * @param error the code or the name of the error; {@code none} if there is none
 */
record CallOutcome(String outcome, String error) {

    static final String NONE = "none";

    private static final CallOutcome SUCCESS = new CallOutcome("SUCCESS", NONE);

    /** What the first word of an error looks like if there are few of it; others may have numbers or keys in them. */
    private static final Pattern CODE = Pattern.compile("[A-Z_]{1,32}");

    /** The outcome of a call that failed; {@code null} for one that did not. */
    static CallOutcome of(@Nullable Throwable failure) {
        if (failure == null) {
            return SUCCESS;
        }
        if (failure instanceof ScriptErrorException e) {
            return new CallOutcome("SCRIPT_ERROR", CODE.matcher(e.code()).matches() ? e.code() : "OTHER");
        }
        if (failure instanceof ReturnedErrorException e) {
            return new CallOutcome("RETURNED_ERROR", e.name());
        }
        return new CallOutcome(kind(failure), failure.getClass().getSimpleName());
    }

    private static String kind(Throwable failure) {
        if (failure instanceof RedisCommandTimeoutException) {
            return "TIMEOUT";
        }
        if (failure instanceof InDoubtException) {
            return "IN_DOUBT";
        }
        if (failure instanceof ServerUnavailableException || failure instanceof CrossSlotException) {
            return "NOT_SENT";
        }
        return failure instanceof CancellationException ? "CANCELLED" : "FAILED";
    }

    /** The failure in what {@code CompletableFuture} wraps it in. */
    static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
