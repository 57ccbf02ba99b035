package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ShardInvocation;
import dev.moonlet.ShardResults;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlinx.coroutines.future.FutureKt;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from get.lua, size.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
final class ApiLua implements Api {
    private static final CompiledScript GET = CompiledScript.of(
            "get",
            "d561b98f49fd5947022af8f82a7c145c1c067589",
            """
            get.lua

            1*0:2
            2=0:1
            3=0:3
            4*0:2
            5*0:3
            """,
            """
            local result = (function()
            local name = KEYS[1]
            return { redis.call('INCR', name) or false, 1 }
            end)()
            return result
            """);

    private static final CompiledScript SIZE = CompiledScript.readOnly(
            "size",
            "a123dbdb65a98cf6b6471eca9855e6592d4adc7a",
            """
            size.lua

            1=0:2
            """,
            """
            return redis.call('DBSIZE')
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
        return List.of(GET, SIZE);
    }

    @Override
    public Object get(String name, Continuation<? super Seen> $completion) {
        return FutureKt.await(
                this.executor.executeAsync(getCall(name)), $completion);
    }

    @Override
    public Object forget(String name, Continuation<? super Unit> $completion) {
        return FutureKt.await(
                this.executor.executeAsync(forgetCall(name)), $completion);
    }

    @Override
    public Object size(Continuation<? super ShardResults<Long>> $completion) {
        return FutureKt.await(
                this.executor.executeOnShardsAsync(sizeCall()), $completion);
    }

    @Override
    public Seen wait(String name) {
        return this.executor.execute(getCall(name));
    }

    private static ScriptInvocation<Seen> getCall(String name) {
        return GET.call()
                .key("name", name)
                .returning(Seen.class, ApiLua::readSeen);
    }

    private static ScriptInvocation<Unit> forgetCall(String name) {
        return GET.call()
                .key("name", name)
                .returning(Unit.class, reply -> {
                    ReplyDecoder.nothing().decode(reply);
                    return Unit.INSTANCE;
                });
    }

    private static ShardInvocation<Long> sizeCall() {
        return SIZE.onShards(shard -> SIZE.call()
                .returning(long.class, Reply::integer));
    }

    private static Seen readSeen(Reply reply) {
        reply.fields(2);
        long visits = reply.integer(".visits");
        boolean isNew = reply.bool(".is_new");
        return new Seen(visits, isNew);
    }
}
