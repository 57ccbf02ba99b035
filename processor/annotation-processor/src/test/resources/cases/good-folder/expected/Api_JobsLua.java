package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api.Jobs} on Redis.
 *
 * <p>Written from jobs/push.lua, jobs/reserve.lua, jobs/list_all.lua, stats.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
final class Api_JobsLua implements Api.Jobs {
    private static final CompiledScript PUSH = CompiledScript.of(
            "jobs/push",
            "1e8140aa17853fd5df17ef941afc8044f98d05c1",
            """
            jobs/push.lua

            1=0:1
            """,
            """
            local queue = KEYS[1]
            local payload = ARGV[1]
            redis.call('LPUSH', queue, payload)
            """);

    private static final CompiledScript RESERVE = CompiledScript.of(
            "jobs/reserve",
            "3417c57d22c4186a6a1aae10a7408a1bad9e0e51",
            """
            jobs/reserve.lua

            1*0:3
            2=0:1
            4=0:4
            6*0:3
            7*0:5
            """,
            """
            local result = (function()
            local queue = KEYS[1]
            local worker_id = ARGV[1]
            local id = redis.call('LPOP', queue)
            return id and { id = id, attempt = 1 }
            end)()
            local function record_1(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.id or false, v.attempt or false }
            end
            return record_1(result)
            """);

    private static final CompiledScript LIST_ALL = CompiledScript.readOnly(
            "jobs/list_all",
            "07cbc2be5b44d7a8657e1d8a19dca5d2a917e950",
            """
            jobs/list_all.lua

            1*0:2
            2=0:1
            3=0:3
            4*0:2
            """,
            """
            local result = (function()
            local queue = KEYS[1]
            return {}
            end)()
            local function record_1(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.id or false, v.attempt or false }
            end
            local function array_2(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              local reply = {}
              for i = 1, #v do reply[i] = record_1(v[i]) or false end
              return reply
            end
            return array_2(result)
            """);

    private static final CompiledScript STATS = CompiledScript.readOnly(
            "stats",
            "c9aa861055c743c76771cc10f4fac5f0d33278a6",
            """
            stats.lua

            1=0:1
            2=0:3
            """,
            """
            local queue = KEYS[1]
            return redis.call('LLEN', queue)
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public Api_JobsLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(PUSH, RESERVE, LIST_ALL, STATS);
    }

    @Override
    public void push(String queue, String payload) {
        this.executor.execute(PUSH.call()
                .key("queue", queue)
                .string("payload", payload)
                .returning(Void.class, ReplyDecoder.nothing()));
    }

    @Override
    public Optional<Api.Job> reserve(String from, String call) {
        return this.executor.execute(RESERVE.call()
                .key("from", from)
                .string("call", call)
                .returning(Optional.class, reply -> reply.optional(Api_JobsLua::readJob)));
    }

    @Override
    public CompletionStage<List<Api.Job>> listAllAsync(String queue) {
        return this.executor.executeAsync(listAllCall(queue));
    }

    @Override
    public CompletableFuture<List<Api.Job>> everything(String queue) {
        return this.executor.executeAsync(listAllCall(queue)).toCompletableFuture();
    }

    @Override
    public Long size(String queue) {
        return this.executor.execute(STATS.call()
                .key("queue", queue)
                .returning(Long.class, reply -> reply.skipNil() ? null : reply.integer()));
    }

    private static ScriptInvocation<List<Api.Job>> listAllCall(String queue) {
        return LIST_ALL.call()
                .key("queue", queue)
                .returning(List.class, reply -> reply.list(Api_JobsLua::readJob));
    }

    private static Api.Job readJob(Reply reply) {
        reply.fields(2);
        String id = reply.string(".id");
        int attempt = reply.int32(".attempt");
        return new Api.Job(attempt, id);
    }
}
