package dev.moonlet.spring;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import java.util.concurrent.CompletionStage;

/** Does something before each call. */
record RecordingExecutor(ScriptExecutor executor, Runnable before) implements ScriptExecutor {

    @Override
    public <T> T execute(ScriptInvocation<T> invocation) {
        before.run();
        return executor.execute(invocation);
    }

    @Override
    public <T> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
        before.run();
        return executor.executeAsync(invocation);
    }
}
