package dev.moonlet.internal.protocol;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ShardInvocation;
import dev.moonlet.ShardNode;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call on every shard, as a generated method makes it.
 *
 * @param calls makes the call for the shard of a hash tag
 * @param wrapper the executors around each of its runs
 */
public record ShardScript<T extends @Nullable Object>(
        LinkedScript script,
        boolean isOnReplicas,
        Function<String, ScriptInvocation<T>> calls,
        BiFunction<ShardNode, ScriptExecutor, ScriptExecutor> wrapper)
        implements ShardInvocation<T> {

    /** A call that no other executors see. */
    public ShardScript(LinkedScript script, boolean isOnReplicas, Function<String, ScriptInvocation<T>> calls) {
        this(script, isOnReplicas, calls, (node, executor) -> executor);
    }

    @Override
    public String scriptName() {
        return script.name();
    }

    @Override
    public String digest() {
        return script.digest();
    }

    @Override
    public boolean isReadOnly() {
        return script.isReadOnly();
    }

    @Override
    public ShardInvocation<T> around(BiFunction<ShardNode, ScriptExecutor, ScriptExecutor> inner) {
        Objects.requireNonNull(inner, "inner");
        return new ShardScript<>(
                script, isOnReplicas, calls, (node, executor) -> wrapper.apply(node, inner.apply(node, executor)));
    }

    @Override
    public ScriptInvocation<T> invocation(String tag) {
        return calls.apply(tag);
    }

    /** The script, and not what it is called with. */
    @Override
    public String toString() {
        return script + " on every shard";
    }
}
