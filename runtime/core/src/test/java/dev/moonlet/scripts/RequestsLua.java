package dev.moonlet.scripts;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.LuaLibrary;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Requests} on Redis.
 *
 * <p>Written from once/withdraw.lua, once/enter.lua, once/fail.lua, once/brief.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class RequestsLua implements Requests {
    private static final CompiledScript WITHDRAW = CompiledScript.of(
            "once/withdraw",
            "1635ca88ec5dff0136602caf94a9c70a5967a601",
            """
            once/withdraw.lua

            1*0:4
            2=0:2
            5=0:6
            7*0:4
            """,
            """
            local run = function()
            local account = KEYS[1]
            local amount = tonumber(ARGV[1])
            local request = ARGV[2]
            redis.call('HINCRBY', account, 'runs', 1)
            return redis.call('HINCRBY', account, 'balance', -amount)
            end
            local script, seconds = "once/withdraw", 3600
            """,
            LuaLibrary.request()).once("request", "moonlet:once", 3600);

    private static final CompiledScript ENTER = CompiledScript.of(
            "once/enter",
            "7e805572255db7cda499baa9d43465e4d756000b",
            """
            once/enter.lua

            1*0:4
            2=0:2
            5=0:6
            6*0:4
            """,
            """
            local run = function()
            local ledger = KEYS[1]
            local id = tonumber(ARGV[1])
            local request = ARGV[2]
            return redis.call('HINCRBY', ledger, id, 1)
            end
            local script, seconds = "once/enter", 3600
            """,
            LuaLibrary.request()).once("request", "moonlet:once", 3600);

    private static final CompiledScript FAIL = CompiledScript.of(
            "once/fail",
            "adc1b1b2c49b158a9e801cae3fdaadea9914c191",
            """
            once/fail.lua

            1*0:3
            2=0:2
            6*0:3
            """,
            """
            local run = function()
            local counter = KEYS[1]
            local request = ARGV[1]
            redis.call('INCR', counter)
            error('fails')
            end
            local script, seconds = "once/fail", 86400
            """,
            LuaLibrary.request()).once("request", "moonlet:once", 86400);

    private static final CompiledScript BRIEF = CompiledScript.of(
            "once/brief",
            "63f5219850f964c59b6745e70a0b7fb495a2e9ee",
            """
            once/brief.lua

            1*0:3
            2=0:2
            4=0:5
            5*0:3
            """,
            """
            local run = function()
            local counter = KEYS[1]
            local request = ARGV[1]
            return redis.call('INCR', counter)
            end
            local script, seconds = "once/brief", 1
            """,
            LuaLibrary.request()).once("request", "moonlet:once", 1);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public RequestsLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(WITHDRAW, ENTER, FAIL, BRIEF);
    }

    /**
     * Takes an amount from an account, once for a request.
     */
    @Override
    public long withdraw(String account, long amount, String request) {
        return this.executor.execute(withdrawCall(account, amount, request));
    }

    /**
     * Takes an amount from an account, once for a request.
     */
    @Override
    public CompletionStage<Long> withdrawAsync(String account, long amount, String request) {
        return this.executor.executeAsync(withdrawCall(account, amount, request));
    }

    /**
     * Counts how often a call ran.
     */
    @Override
    public CompletionStage<Long> enterAsync(String ledger, int id, String request) {
        return this.executor.executeAsync(ENTER.call()
                .key("ledger", ledger)
                .integer("id", id)
                .string("request", request)
                .returning(long.class, Reply::integer));
    }

    /**
     * Counts how often it runs, and fails.
     */
    @Override
    public void fail(String counter, String request) {
        this.executor.execute(FAIL.call()
                .key("counter", counter)
                .string("request", request)
                .returning(Void.class, ReplyDecoder.nothing()));
    }

    /**
     * Has a short memory.
     */
    @Override
    public long brief(String counter, String request) {
        return this.executor.execute(briefCall(counter, request));
    }

    /**
     * Has a short memory.
     */
    @Override
    public CompletionStage<Long> briefAsync(String counter, String request) {
        return this.executor.executeAsync(briefCall(counter, request));
    }

    private static ScriptInvocation<Long> withdrawCall(String account, long amount,
            String request) {
        return WITHDRAW.call()
                .key("account", account)
                .integer("amount", amount)
                .string("request", request)
                .returning(long.class, Reply::integer);
    }

    private static ScriptInvocation<Long> briefCall(String counter, String request) {
        return BRIEF.call()
                .key("counter", counter)
                .string("request", request)
                .returning(long.class, Reply::integer);
    }
}
