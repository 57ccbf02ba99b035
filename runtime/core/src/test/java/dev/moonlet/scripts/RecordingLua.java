package dev.moonlet.scripts;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import java.util.List;
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
    private static final CompiledScript PUT = CompiledScript.of(
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

    private static final CompiledScript APPEND = CompiledScript.of(
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
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(PUT, APPEND);
    }

    /**
     * Script put.
     */
    @Override
    public long put(String list, int value) {
        return this.executor.execute(putCall(list, value));
    }

    /**
     * Script put.
     */
    @Override
    public CompletionStage<Long> putAsync(String list, int value) {
        return this.executor.executeAsync(putCall(list, value));
    }

    /**
     * Script append.
     */
    @Override
    public CompletionStage<Long> appendAsync(String list, int value) {
        return this.executor.executeAsync(APPEND.call()
                .key("list", list)
                .integer("value", value)
                .returning(long.class, Reply::integer));
    }

    private static ScriptInvocation<Long> putCall(String list, int value) {
        return PUT.call()
                .key("list", list)
                .integer("value", value)
                .returning(long.class, Reply::integer);
    }
}
