package dev.moonlet.internal.protocol;

import dev.moonlet.ScriptInvocation;
import dev.moonlet.ShardInvocation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call on every shard, as a generated method makes it.
 *
 * @param calls makes the call for the shard of a hash tag
 */
public record ShardScript<T extends @Nullable Object>(
        LinkedScript script, boolean isOnReplicas, Function<String, ScriptInvocation<T>> calls)
        implements ShardInvocation<T> {

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
    public ScriptInvocation<T> invocation(String tag) {
        return calls.apply(tag);
    }

    /** The script, and not what it is called with. */
    @Override
    public String toString() {
        return script + " on every shard";
    }
}
