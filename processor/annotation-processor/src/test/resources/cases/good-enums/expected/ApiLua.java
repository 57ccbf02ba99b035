package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.EnumCodes;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import dev.moonlet.codegen.ScriptCall;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from jobs/finish.lua, jobs/all.lua, jobs/legacy.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript FINISH = CompiledScript.of(
            "jobs/finish",
            "6e0945f2713582274846eed560d03521b33e8179",
            """
            jobs/finish.lua

            1=0:1
            4=0:5
            """,
            """
            local job = KEYS[1]
            local from = tonumber(ARGV[1])
            local why = ARGV[2]
            local Status = { WAITING = 0, ACTIVE = 1, DONE = -7 }
            local Reason = { LATE = "LATE", EARLY = "EARLY" }
            if from == Status.ACTIVE and why ~= Reason.LATE then
              redis.call('SET', job, Status.DONE)
              return Status.DONE
            end
            return from
            """);

    private static final CompiledScript ALL = CompiledScript.readOnly(
            "jobs/all",
            "206ca45229685f22a550a2896949e5f2bea9412b",
            """
            jobs/all.lua

            1=0:1
            2=0:3
            """,
            """
            local job = KEYS[1]
            return { #job, 1 }
            """);

    private static final CompiledScript LEGACY = CompiledScript.of(
            "jobs/legacy",
            "5dc9a4c875745a141fdb3f46e907ccca3fc20dc1",
            """
            jobs/legacy.lua

            1=0:1
            """,
            """
            redis.call('SET', KEYS[1], ARGV[1])
            return redis.call('STRLEN', KEYS[1])
            """);

    private static final EnumCodes<Api.Status, Long> STATUS_CODES = new EnumCodes<Api.Status, Long>(Api.Status.class)
            .code(0L, Api.Status.WAITING)
            .code(1L, Api.Status.ACTIVE)
            .code(-7L, Api.Status.DONE);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public ApiLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(FINISH, ALL, LEGACY);
    }

    @Override
    public Api.Status finish(String job, Api.Status from, Api.Reason why) {
        return this.executor.execute(FINISH.call()
                .key("job", job)
                .coded("from", from, STATUS_CODES, ScriptCall::integer)
                .string("why", why)
                .returning(Api.Status.class, reply -> reply.coded(STATUS_CODES, Reply::integer)));
    }

    @Override
    public List<Api.Status> all(String job) {
        return this.executor.execute(ALL.call()
                .key("job", job)
                .returning(List.class, reply -> reply.list(element -> element.coded(STATUS_CODES,
                        Reply::integer))));
    }

    @Override
    public Optional<Api.Status> legacy(String job, Api.Status to) {
        return this.executor.execute(LEGACY.call()
                .key("job", job)
                .coded("to", to, STATUS_CODES, ScriptCall::integer)
                .returning(Optional.class, ReplyDecoder.undeclared(reply ->
                        reply.optional(present -> present.coded(STATUS_CODES, Reply::integer)))));
    }
}
