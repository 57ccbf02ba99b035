package dev.moonlet;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One call of a script on every shard, as a generated method hands it to its {@link ScriptExecutor}. An executor that wraps
 * another one can look at it and pass it on, once or several times.
 *
 * <p>Only generated methods make them. Safe for use by several threads as long as the arguments of the method are not changed.
 *
 * @param <T> the type of the result on one shard
 */
@Beta
public interface ShardInvocation<T extends @Nullable Object> {

    /** The script's name, for example {@code sessions/count}. */
    String scriptName();

    /** The SHA-1 digest of the script: 40 lower-case hexadecimal digits. */
    String digest();

    /** Whether the script writes nothing. */
    boolean isReadOnly();

    /** Whether it is for a replica of each shard, as {@link OnReplicas} says. */
    boolean isOnReplicas();

    /**
     * This call, with an executor around each of its runs. An executor that wraps another one passes on a call on every shard
     * in this way, if it has something to do with each run.
     *
     * <p>The runs are asynchronous, also those of a blocking method. The executor that is given runs calls on one shard; that of
     * an earlier call of this method is around the one that is returned.
     *
     * @param wrapper makes the executor of a shard from the one inside of it
     */
    ShardInvocation<T> around(BiFunction<ShardNode, ScriptExecutor, ScriptExecutor> wrapper);

    /**
     * The call for one shard.
     *
     * @param tag a text whose hash slot belongs to the shard: the value of the script's {@code @shard}
     * @throws RuntimeException if an argument can't be sent
     */
    ScriptInvocation<T> invocation(String tag);
}
