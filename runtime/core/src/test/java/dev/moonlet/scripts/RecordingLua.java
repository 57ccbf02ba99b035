package dev.moonlet.scripts;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.generated.CompiledScript;
import dev.moonlet.generated.ScriptCall;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Recording} on Redis.
 *
 * <p>Written from recording/put.lua, recording/append.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class RecordingLua implements Recording {
    private static final CompiledScript PUT = new CompiledScript(
            "recording/put",
            "97594a685817f049bceb1e44724e0466419a0a5c",
            """
            recording/put.lua

            1=0:2
            3=0:5
            """,
            """
            local list = KEYS[1]
            local value = tonumber(ARGV[1])
            local put_length = redis.call('RPUSH', list, value)
            return put_length
            """);

    private static final CompiledScript APPEND = new CompiledScript(
            "recording/append",
            "31b436e96f837ae8bae148e079954ea5caf37d44",
            """
            recording/append.lua

            1=0:2
            3=0:5
            """,
            """
            local list = KEYS[1]
            local value = tonumber(ARGV[1])
            local append_length = redis.call('RPUSH', list, value)
            return append_length
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public RecordingLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * Script put.
     */
    @Override
    public long put(String list, int value) {
        ScriptCall call = new ScriptCall(PUT, 2)
                .key("list", list)
                .integer("value", value);
        return this.executor.execute(call, reply -> reply.integer(""));
    }

    /**
     * Script put.
     */
    @Override
    public CompletionStage<Long> putAsync(String list, int value) {
        ScriptCall call = new ScriptCall(PUT, 2)
                .key("list", list)
                .integer("value", value);
        return this.executor.executeAsync(call, reply -> reply.integer(""));
    }

    /**
     * Script append.
     */
    @Override
    public CompletionStage<Long> appendAsync(String list, int value) {
        ScriptCall call = new ScriptCall(APPEND, 2)
                .key("list", list)
                .integer("value", value);
        return this.executor.executeAsync(call, reply -> reply.integer(""));
    }
}
