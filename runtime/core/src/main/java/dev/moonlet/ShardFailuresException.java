package dev.moonlet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A call on every shard has failed on at least one of them. It may have run on the others, whose results are in the
 * {@link ShardResults} that threw this. The cause is the first failure; the others are suppressed exceptions.
 */
@Beta
public final class ShardFailuresException extends ScriptExecutionException {

    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<ShardNode, Throwable> failures;

    /**
     * The failures of a call.
     *
     * @param failures at least one, by the server
     * @param shards how many shards the call was for
     */
    public ShardFailuresException(String scriptName, Map<ShardNode, Throwable> failures, int shards) {
        super(scriptName, message(scriptName, failures, shards), first(failures));
        this.failures = new LinkedHashMap<>(failures);
        failures.values().stream().skip(1).forEach(this::addSuppressed);
    }

    private static String message(String scriptName, Map<ShardNode, Throwable> failures, int shards) {
        String each = failures.entrySet().stream()
                .map(failure -> failure.getKey() + ": " + failure.getValue().getMessage())
                .collect(Collectors.joining("; "));
        return "script %s failed on %d of %d shards: %s".formatted(scriptName, failures.size(), shards, each);
    }

    private static @Nullable Throwable first(Map<ShardNode, Throwable> failures) {
        return failures.values().stream().findFirst().orElse(null);
    }

    /** The failures, by the server. */
    public Map<ShardNode, Throwable> failures() {
        return Collections.unmodifiableMap(failures);
    }
}
