package dev.moonlet.test;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ShardInvocation;
import dev.moonlet.ShardResults;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Passes calls on and remembers the names of their scripts, of which a server knows the digests only. */
final class NamedCalls implements ScriptExecutor {

    private final ScriptExecutor executor;
    private final Map<String, String> names = new ConcurrentHashMap<>();

    NamedCalls(ScriptExecutor executor) {
        this.executor = executor;
    }

    /** The name of the script with a digest; the digest itself for a script that another executor ran. */
    String name(String digest) {
        return names.getOrDefault(digest, digest);
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
        names.putIfAbsent(invocation.digest(), invocation.scriptName());
        return executor.execute(invocation);
    }

    @Override
    public boolean allowsBlocking() {
        return executor.allowsBlocking();
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
        names.putIfAbsent(invocation.digest(), invocation.scriptName());
        return executor.executeAsync(invocation);
    }

    @Override
    public <T extends @Nullable Object> ShardResults<T> executeOnShards(ShardInvocation<T> invocation) {
        return executor.executeOnShards(named(invocation));
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<ShardResults<T>> executeOnShardsAsync(
            ShardInvocation<T> invocation) {
        return executor.executeOnShardsAsync(named(invocation));
    }

    private <T extends @Nullable Object> ShardInvocation<T> named(ShardInvocation<T> invocation) {
        names.putIfAbsent(invocation.digest(), invocation.scriptName());
        return invocation;
    }
}
