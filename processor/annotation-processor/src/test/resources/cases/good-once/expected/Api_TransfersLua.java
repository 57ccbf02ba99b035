package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.LuaLibrary;
import dev.moonlet.codegen.Reply;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api.Transfers} on Redis.
 *
 * <p>Written from transfer.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
final class Api_TransfersLua implements Api.Transfers {
    private static final CompiledScript TRANSFER = CompiledScript.of(
            "transfer",
            "508c1ddeb4714cc203bd9b99083d995d40446652",
            """
            transfer.lua
            lib/request.lua

            1*0:1
            2=1:1<0:2
            3=0:3
            6=0:7
            8*0:1
            """,
            """
            local run = function()
            local request = ARGV[1]
            local source = KEYS[1]
            local target = KEYS[2]
            local amount = tonumber(ARGV[2])
            redis.call('INCRBY', target, amount)
            return redis.call('DECRBY', source, amount)
            end
            local script, seconds = "transfer", 86400
            """,
            LuaLibrary.request()).once("request", "moonlet:once", 86400);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public Api_TransfersLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(TRANSFER);
    }

    /**
     * Moves an amount.
     */
    @Override
    public long run(String source, String target, long amount, UUID request) {
        return this.executor.execute(TRANSFER.call()
                .key("source", source)
                .key("target", target)
                .string("request", request)
                .integer("amount", amount)
                .returning(long.class, Reply::integer));
    }

    /**
     * Moves an amount.
     */
    @Override
    public CompletionStage<Long> runAsync(String source, String target, long amount,
            String request) {
        return this.executor.executeAsync(TRANSFER.call()
                .key("source", source)
                .key("target", target)
                .string("request", request)
                .integer("amount", amount)
                .returning(long.class, Reply::integer));
    }
}
