package app;

import dev.moonlet.ScriptInvocation;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from main.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final dev.moonlet.codegen.CompiledScript MAIN = dev.moonlet.codegen.CompiledScript.readOnly(
            "main",
            "201b35dbbf18af0e3a6e5556f37acafe82656057",
            """
            main.lua

            1*0:2
            2=0:1
            3=0:3
            4*0:2
            5*0:3
            """,
            """
            local result = (function()
            local id = ARGV[1]
            return { status = id, call = { name = id, list = { { took = 1 } } } }
            end)()
            local function record_1(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.took or false }
            end
            local function array_2(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              local reply = {}
              for i = 1, #v do reply[i] = record_1(v[i]) or false end
              return reply
            end
            local function record_3(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.name or false, array_2(v.list) or false }
            end
            local function record_4(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.status or false, record_3(v.call) or false }
            end
            return record_4(result)
            """);

    private final dev.moonlet.ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public ApiLua(dev.moonlet.ScriptExecutor executor) {
        this.executor = java.util.Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static java.util.List<dev.moonlet.codegen.CompiledScript> scripts() {
        return java.util.List.of(MAIN);
    }

    @Override
    public Api.Reply main(String id) {
        return this.executor.execute(mainCall(id));
    }

    @Override
    public CompletionStage<Api.Reply> mainAsync(String id) {
        return this.executor.executeAsync(mainCall(id));
    }

    private static ScriptInvocation<Api.Reply> mainCall(String id) {
        return MAIN.call()
                .string("id", id)
                .returning(Api.Reply.class, ApiLua::readReply);
    }

    private static Api.Objects readObjects(dev.moonlet.codegen.Reply reply) {
        reply.fields(1);
        java.time.Duration took = reply.seconds(".took");
        return new Api.Objects(took);
    }

    private static Api.ScriptCall readScriptCall(dev.moonlet.codegen.Reply reply) {
        reply.fields(2);
        String name = reply.string(".name");
        java.util.List<Api.Objects> list = reply.list(".list", ApiLua::readObjects);
        return new Api.ScriptCall(name, list);
    }

    private static Api.Reply readReply(dev.moonlet.codegen.Reply reply) {
        reply.fields(2);
        String status = reply.string(".status");
        Api.ScriptCall call = reply.at(".call", ApiLua::readScriptCall);
        return new Api.Reply(status, call);
    }
}
