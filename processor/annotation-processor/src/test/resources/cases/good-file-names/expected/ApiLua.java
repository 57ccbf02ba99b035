package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from queue/moveToFinished-2.lua, queue/add-job.lua, queue/extend_lock-1.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript MOVE_TO_FINISHED_2 = CompiledScript.of(
            "queue/moveToFinished-2",
            "6cc0de10ef576713f69a6ef7106ec94cae65c1ed",
            """
            queue/moveToFinished-2.lua

            1=0:1
            """,
            """
            return redis.call('SMOVE', KEYS[1], KEYS[2], 'job')
            """);

    private static final CompiledScript ADD_JOB = CompiledScript.of(
            "queue/add-job",
            "254453f28828c91e59b9820d209531021e9d1370",
            """
            queue/add-job.lua

            1=0:1
            """,
            """
            return redis.call('SADD', KEYS[1], ARGV[1])
            """);

    private static final CompiledScript EXTEND_LOCK_1 = CompiledScript.of(
            "queue/extend_lock-1",
            "580e6155659f4567b013eddd837c4fc7b80e55a0",
            """
            queue/extend_lock-1.lua

            1=0:1
            """,
            """
            return redis.call('INCRBY', KEYS[1], ARGV[1])
            """);

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
        return List.of(MOVE_TO_FINISHED_2, ADD_JOB, EXTEND_LOCK_1);
    }

    @Override
    public long moveToFinished(String wait, String finished) {
        return this.executor.execute(MOVE_TO_FINISHED_2.call()
                .key("wait", wait)
                .key("finished", finished)
                .returning(long.class, ReplyDecoder.undeclared(Reply::integer)));
    }

    @Override
    public boolean addJob(String wait, String id) {
        return this.executor.execute(ADD_JOB.call()
                .key("wait", wait)
                .string("id", id)
                .returning(boolean.class, ReplyDecoder.undeclared(Reply::bool)));
    }

    @Override
    public long extendLock(String lock, long token) {
        return this.executor.execute(EXTEND_LOCK_1.call()
                .key("lock", lock)
                .int64("token", token)
                .returning(long.class, ReplyDecoder.undeclared(Reply::integer)));
    }
}
