package dev.moonlet.test;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ShardInvocation;
import dev.moonlet.ShardResults;
import dev.moonlet.test.internal.coverage.CountingScripts;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Passes calls on, of scripts that count what they run. */
final class CoverageExecutor implements ScriptExecutor {

    private final ScriptExecutor executor;
    private final CountingScripts scripts;

    CoverageExecutor(ScriptExecutor executor, CountingScripts scripts) {
        this.executor = executor;
        this.scripts = scripts;
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
        return executor.execute(scripts.counted(invocation));
    }

    @Override
    public boolean allowsBlocking() {
        return executor.allowsBlocking();
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
        return executor.executeAsync(scripts.counted(invocation));
    }

    @Override
    public <T extends @Nullable Object> ShardResults<T> executeOnShards(ShardInvocation<T> invocation) {
        return executor.executeOnShards(onEachShard(invocation));
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<ShardResults<T>> executeOnShardsAsync(
            ShardInvocation<T> invocation) {
        return executor.executeOnShardsAsync(onEachShard(invocation));
    }

    private <T extends @Nullable Object> ShardInvocation<T> onEachShard(ShardInvocation<T> invocation) {
        return invocation.around((node, shard) -> new CoverageExecutor(shard, scripts));
    }
}
