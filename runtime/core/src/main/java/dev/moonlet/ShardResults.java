package dev.moonlet;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a call on every shard came to: one {@link ShardResult} for each shard, in the order of their slots. A method that returns
 * it runs its script on each master of a cluster, or on the one server of a connection without a cluster:
 *
 * <pre>{@code
 * @LuaScript("count_keys")
 * interface KeyCounter {
 *     ShardResults<Long> countKeys(String pattern);
 * }
 *
 * long total = counter.countKeys("session:*").reduce(0L, Long::sum);
 * }</pre>
 *
 * <p>Immutable, and safe for use by several threads as far as the results are.
 *
 * @param <T> the type of the result on one shard
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/">Redis cluster specification</a>
 */
@Beta
public final class ShardResults<T extends @Nullable Object> implements Iterable<ShardResult<T>> {

    private final String scriptName;
    private final List<ShardResult<T>> shards;

    private ShardResults(String scriptName, List<ShardResult<T>> shards) {
        this.scriptName = Objects.requireNonNull(scriptName, "scriptName");
        this.shards = List.copyOf(shards);
    }

    /** The outcomes of a call, for executors and for fakes in tests. */
    public static <T extends @Nullable Object> ShardResults<T> of(String scriptName, List<ShardResult<T>> shards) {
        return new ShardResults<>(scriptName, shards);
    }

    /** One outcome for each shard, in the order of their slots. */
    public List<ShardResult<T>> shards() {
        return shards;
    }

    /** The outcomes of all shards, as {@link #shards}. */
    @Override
    public Iterator<ShardResult<T>> iterator() {
        return shards.iterator();
    }

    /** The results of those shards that have one, by the server. An entry is {@code null} where the script returned nil. */
    public Map<ShardNode, T> results() {
        Map<ShardNode, T> results = new LinkedHashMap<>();
        for (ShardResult<T> shard : shards) {
            if (shard.isSuccess()) {
                results.put(shard.node(), shard.result());
            }
        }
        return Collections.unmodifiableMap(results);
    }

    /** The failures, by the server. */
    public Map<ShardNode, Throwable> failures() {
        Map<ShardNode, Throwable> failures = new LinkedHashMap<>();
        for (ShardResult<T> shard : shards) {
            shard.failure().ifPresent(failure -> failures.put(shard.node(), failure));
        }
        return Collections.unmodifiableMap(failures);
    }

    /** Whether each shard has a result. */
    public boolean isComplete() {
        return shards.stream().allMatch(ShardResult::isSuccess);
    }

    /**
     * The results of all shards.
     *
     * @throws ShardFailuresException if one of them has failed; it has all failures
     */
    public List<T> allOrThrow() {
        if (!isComplete()) {
            throw new ShardFailuresException(scriptName, failures(), shards.size());
        }
        return shards.stream().map(ShardResult::result).toList();
    }

    /**
     * The results of all shards as one. A result that lacked a shard would be wrong, so this fails if one of them has failed. Use
     * {@link #results} for those that have not.
     *
     * @param identity the result for no shard
     * @param accumulator adds the result of a shard
     * @throws ShardFailuresException if a shard has failed; it has all failures
     */
    public <R extends @Nullable Object> R reduce(
            R identity, BiFunction<? super R, ? super T, ? extends R> accumulator) {
        R reduced = identity;
        for (T result : allOrThrow()) {
            reduced = accumulator.apply(reduced, result);
        }
        return reduced;
    }

    /** The script, the servers and the messages of failures; not the results. */
    @Override
    public String toString() {
        return "script " + scriptName + " on every shard: " + shards;
    }
}
