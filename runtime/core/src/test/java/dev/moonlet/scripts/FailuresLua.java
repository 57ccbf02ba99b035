package dev.moonlet.scripts;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.ErrorPrefix;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Failures} on Redis.
 *
 * <p>Written from failures/through_include.lua, failures/in_itself.lua, failures/error_reply.lua,
 * failures/unknown_script.lua, failures/loading.lua, failures/denied.lua, failures/tasks.lua,
 * failures/nested.lua, failures/raised.lua, failures/flagged.lua, failures/flagged_oom.lua, failures/old.lua,
 * failures/endless.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class FailuresLua implements Failures {
    private static final CompiledScript THROUGH_INCLUDE = CompiledScript.of(
            "failures/through_include",
            "8d6354363c38812d8859581628518b6b28529973",
            """
            failures/lib/strict.lua
            failures/through_include.lua

            1=0:3<1:2
            7=0:10<1:2
            8=0:12<1:2
            10=1:3
            12=1:6
            """,
            """
            local function must(value)
              if not value then
                error('no value')
              end
              return value
            end
            local function get(key)
              return redis.call('LPOP', key)
            end
            local key = KEYS[1]
            local wrong_type = ARGV[1] == '1'
            if wrong_type then
              redis.call('SET', key, 'text')
              return get(key)
            end
            must(false)
            """);

    private static final CompiledScript IN_ITSELF = CompiledScript.of(
            "failures/in_itself",
            "80ce434dd087aa5230ecae81a0d87f16dd938bc8",
            """
            failures/in_itself.lua

            1=0:1
            2=0:4
            6=0:9
            """,
            """
            local operation = ARGV[1]
            if operation == 'arithmetic' then
              local n = nil
              return n + 1
            elseif operation == 'call' then
              return tonumber('1')()
            end
            return redis.call('INCRBY', 'k', 'x')
            """);

    private static final CompiledScript ERROR_REPLY = CompiledScript.readOnly(
            "failures/error_reply",
            "ad4e9cc535e2df4c791a99bf9129f0245e5d3c15",
            """
            failures/error_reply.lua

            1=0:1
            """,
            """
            local message = ARGV[1]
            return redis.error_reply(message)
            """);

    private static final CompiledScript UNKNOWN_SCRIPT = CompiledScript.of(
            "failures/unknown_script",
            "190586c26c2699ab1dda8663685ddfb307123698",
            """
            failures/unknown_script.lua

            1=0:2
            """,
            """
            local counter = KEYS[1]
            redis.call('INCR', counter)
            return redis.error_reply('NOSCRIPT No matching script. Please use EVAL.')
            """).raising(ErrorPrefix.NOSCRIPT);

    private static final CompiledScript LOADING = CompiledScript.of(
            "failures/loading",
            "f11be435d0b23b16a58b518ba4510496538a6707",
            """
            failures/loading.lua

            1=0:2
            """,
            """
            local counter = KEYS[1]
            redis.call('INCR', counter)
            return redis.error_reply('LOADING Redis is loading the dataset in memory')
            """).raising(ErrorPrefix.LOADING);

    private static final CompiledScript DENIED = CompiledScript.of(
            "failures/denied",
            "fd4ddde8830da0b7b8f2fe9d2fc643095403207f",
            """
            failures/denied.lua

            1=0:2
            """,
            """
            local counter = KEYS[1]
            redis.call('INCR', counter)
            return redis.error_reply('DENIED by policy')
            """);

    private static final CompiledScript TASKS = CompiledScript.of(
            "failures/tasks",
            "0bf7520af0f195542a3a0208236d4230e1685819",
            """
            failures/tasks.lua

            1=0:2
            2=0:4
            """,
            """
            local counter = KEYS[1]
            local TASKS, LOADING, NOSCRIPT_TASKS = redis.call('INCR', counter), 1, 'TASKS'
            return TASKS * LOADING * #NOSCRIPT_TASKS
            """);

    private static final CompiledScript NESTED = CompiledScript.of(
            "failures/nested",
            "70ba380848cd2511fb50307d3cf3cab63981fbe8",
            """
            failures/nested.lua

            1=0:2
            """,
            """
            local counter = KEYS[1]
            local depth = tonumber(ARGV[1])
            local reply = redis.call('INCR', counter)
            for _ = 1, depth do
              reply = { reply }
            end
            return reply
            """);

    private static final CompiledScript RAISED = CompiledScript.of(
            "failures/raised",
            "bb01f94a7467a094f33d02767786e7cd5ca0e64b",
            """
            failures/raised.lua

            1=0:2
            """,
            """
            local counter = KEYS[1]
            local how = ARGV[1]
            local words = {
              noscript = 'NOSCRIPT not here',
              loading = '-LOADING the truck',
              readonly = 'READONLY by contract',
              masterdown = 'MASTERDOWN for today',
              tryagain = 'TRYAGAIN later',
              clusterdown = 'CLUSTERDOWN for good',
            }
            redis.call('INCR', counter)
            return redis.error_reply(words[how])
            """).raising(ErrorPrefix.NOSCRIPT, ErrorPrefix.LOADING, ErrorPrefix.READONLY, ErrorPrefix.MASTERDOWN, ErrorPrefix.TRYAGAIN, ErrorPrefix.CLUSTERDOWN);

    private static final CompiledScript FLAGGED = CompiledScript.readOnly(
            "failures/flagged",
            "a107d153cefaa43d8b6a0582844ff3e8b9c3234d",
            """
            failures/flagged.lua

            1=0:1
            3=0:4
            """,
            """
            #!lua flags=no-writes
            local key = KEYS[1]
            return redis.call('GET', key) or nil
            """);

    private static final CompiledScript FLAGGED_OOM = CompiledScript.readOnly(
            "failures/flagged_oom",
            "5ccbd25d55c32e1df63254e0561e19a5fd7d295a",
            """
            failures/flagged_oom.lua

            1=0:1
            3=0:4
            """,
            """
            #!lua flags=no-writes,allow-oom
            local key = KEYS[1]
            return redis.call('GET', key) or nil
            """);

    private static final CompiledScript OLD = CompiledScript.of(
            "failures/old",
            "d5d5a8782ed5ae9b3fde4559baa7b71482bf8c25",
            """
            failures/old.lua

            1=0:2
            3=0:5
            """,
            """
            local key = KEYS[1]
            local how = ARGV[1]
            if how == 'write' then
              made_here = 1
            elseif how == 'read' then
              return not_there
            elseif how == 'command' then
              return redis.call('LPUSH', key, 'x')
            elseif how == 'unknown' then
              return redis.call('FO' .. 'O')
            elseif how == 'chunk' then
              return loadstring('return redis.call("LPUSH", "' .. key .. '", "x")')()
            elseif how == 'lua' then
              return loadstring('return nil .. 1')()
            end
            """).single();

    private static final CompiledScript ENDLESS = CompiledScript.readOnly(
            "failures/endless",
            "2411da9407abab9269739cc488811c974b0dca00",
            """
            failures/endless.lua

            1=0:2
            2=0:4
            """,
            """
            local key = KEYS[1]
            while true do
                redis.call('EXISTS', key)
            end
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public FailuresLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(THROUGH_INCLUDE, IN_ITSELF, ERROR_REPLY, UNKNOWN_SCRIPT, LOADING, DENIED,
                TASKS, NESTED, RAISED, FLAGGED, FLAGGED_OOM, OLD, ENDLESS);
    }

    /**
     * Fails in an included file.
     */
    @Override
    public void throughInclude(String key, boolean wrongType) {
        this.executor.execute(throughIncludeCall(key, wrongType));
    }

    /**
     * Fails in an included file.
     */
    @Override
    public CompletionStage<Void> throughIncludeAsync(String key, boolean wrongType) {
        return this.executor.executeAsync(throughIncludeCall(key, wrongType));
    }

    @Override
    public void inItself(String operation) {
        this.executor.execute(IN_ITSELF.call()
                .string("operation", operation)
                .returning(Void.class, ReplyDecoder.nothing()));
    }

    @Override
    public void errorReply(String message) {
        this.executor.execute(ERROR_REPLY.call()
                .string("message", message)
                .returning(Void.class, ReplyDecoder.nothing()));
    }

    /**
     * Counts its runs, and replies as a server does that does not know the script.
     */
    @Override
    public void unknownScript(String counter) {
        this.executor.execute(UNKNOWN_SCRIPT.call()
                .key("counter", counter)
                .returning(Void.class, ReplyDecoder.nothing()));
    }

    /**
     * Counts its runs, and replies as a server does that has been started and is not ready.
     */
    @Override
    public void loading(String counter) {
        this.executor.execute(LOADING.call()
                .key("counter", counter)
                .returning(Void.class, ReplyDecoder.nothing()));
    }

    /**
     * Counts its runs, and replies as a server does that lets nobody in.
     */
    @Override
    public void denied(String counter) {
        this.executor.execute(DENIED.call()
                .key("counter", counter)
                .returning(Void.class, ReplyDecoder.nothing()));
    }

    /**
     * Has names that look like words of the server: none of them is a string.
     */
    @Override
    public long tasks(String counter) {
        return this.executor.execute(TASKS.call()
                .key("counter", counter)
                .returning(long.class, Reply::integer));
    }

    /**
     * Counts its runs, and replies with nested arrays.
     */
    @Override
    public Object nested(String counter, int depth) {
        return this.executor.execute(nestedCall(counter, depth));
    }

    /**
     * Counts its runs, and replies with nested arrays.
     */
    @Override
    public CompletionStage<Object> nestedAsync(String counter, int depth) {
        return this.executor.executeAsync(nestedCall(counter, depth));
    }

    /**
     * Counts its runs, and fails in one of the ways in which a server rejects a call.
     */
    @Override
    public void raised(String counter, String how) {
        this.executor.execute(RAISED.call()
                .key("counter", counter)
                .string("how", how)
                .returning(Void.class, ReplyDecoder.nothing()));
    }

    @Override
    public Optional<String> flagged(String key) {
        return this.executor.execute(flaggedCall(key));
    }

    @Override
    public CompletionStage<Optional<String>> flaggedAsync(String key) {
        return this.executor.executeAsync(flaggedCall(key));
    }

    @Override
    public Optional<String> flaggedOom(String key) {
        return this.executor.execute(FLAGGED_OOM.call()
                .key("key", key)
                .returning(Optional.class, reply -> reply.optional(Reply::string)));
    }

    /**
     * Fails in one of the ways that servers before Redis 7 report in words of their own.
     */
    @Override
    public Object old(String key, String how) {
        return this.executor.execute(OLD.call()
                .key("key", key)
                .string("how", how)
                .returning(Object.class, Reply::any));
    }

    /**
     * Never ends.
     */
    @Override
    public CompletionStage<Long> endlessAsync(String key) {
        return this.executor.executeAsync(ENDLESS.call()
                .key("key", key)
                .returning(long.class, Reply::integer));
    }

    private static ScriptInvocation<Void> throughIncludeCall(String key, boolean wrongType) {
        return THROUGH_INCLUDE.call()
                .key("key", key)
                .bool("wrongType", wrongType)
                .returning(Void.class, ReplyDecoder.nothing());
    }

    private static ScriptInvocation<Object> nestedCall(String counter, int depth) {
        return NESTED.call()
                .key("counter", counter)
                .integer("depth", depth)
                .returning(Object.class, Reply::any);
    }

    private static ScriptInvocation<Optional<String>> flaggedCall(String key) {
        return FLAGGED.call()
                .key("key", key)
                .returning(Optional.class, reply -> reply.optional(Reply::string));
    }
}
