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
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from find.lua, maybe.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class ApiLua implements Api {
    private static final CompiledScript FIND = CompiledScript.readOnly(
            "find",
            "74c1915a12d41671ce3d0862249c060478f78c52",
            """
            find.lua

            1*0:5
            2=0:1
            6=0:6
            7*0:5
            8*0:6
            """,
            """
            local result = (function()
            local reply = KEYS[1]
            local element = ARGV[1]
            local call = ARGV[2]
            local find = ARGV[3]
            return { { element = { element, call }, reply = reply .. find } }
            end)()
            local function record_1(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.element or false, v.reply or false }
            end
            local function array_2(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              local reply = {}
              for i = 1, #v do reply[i] = record_1(v[i]) or false end
              return reply
            end
            return array_2(result)
            """);

    private static final CompiledScript MAYBE = CompiledScript.readOnly(
            "maybe",
            "8ab88bd7e3bd98040f175e9828df5af1be783fc3",
            """
            maybe.lua

            1*0:5
            2=0:1
            6=0:6
            7*0:5
            8*0:6
            """,
            """
            local result = (function()
            local reply = KEYS[1]
            local element = ARGV[1]
            local call = ARGV[2]
            local find = ARGV[3]
            return { { element = { element, call }, reply = reply .. find } }
            end)()
            local function record_1(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.element or false, v.reply or false }
            end
            local function array_2(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              local reply = {}
              for i = 1, table.maxn(v) do reply[i] = record_1(v[i]) or false end
              return reply
            end
            return array_2(result)
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
        return List.of(FIND, MAYBE);
    }

    @Override
    public void both(String reply, String element, String call, String FIND) {
        this.executor.execute(bothCall(reply, element, call, FIND));
    }

    @Override
    public List<Api.Row> find(String reply, String element, String call, String FIND) {
        return this.executor.execute(ApiLua.FIND.call()
                .key("reply", reply)
                .string("element", element)
                .string("call", call)
                .string("FIND", FIND)
                .returning(List.class, _reply -> _reply.list(ApiLua::readRow)));
    }

    @Override
    public CompletableFuture<Optional<List<Optional<Api.Row>>>> maybe(String reply, String element,
            String call, String FIND) {
        return this.executor.executeAsync(maybeCall(reply, element, call,
                FIND)).toCompletableFuture();
    }

    @Override
    @Deprecated
    public void old(String reply, String element, String call, String FIND) {
        this.executor.execute(bothCall(reply, element, call, FIND));
    }

    private static ScriptInvocation<Void> bothCall(String reply, String element, String call,
            String FIND) {
        return ApiLua.FIND.call()
                .key("reply", reply)
                .string("element", element)
                .string("call", call)
                .string("FIND", FIND)
                .returning(Void.class, ReplyDecoder.nothing());
    }

    private static ScriptInvocation<Optional<List<Optional<Api.Row>>>> maybeCall(String reply,
            String element, String call, String FIND) {
        return MAYBE.call()
                .key("reply", reply)
                .string("element", element)
                .string("call", call)
                .string("FIND", FIND)
                .returning(Optional.class, _reply -> _reply.optional(present ->
                        present.list(_element -> _element.optional(ApiLua::readRow))));
    }

    private static Api.Row readRow(Reply _reply) {
        _reply.fields(2);
        List<String> element = _reply.list(".element", Reply::string);
        String reply = _reply.string(".reply");
        return new Api.Row(element, reply);
    }
}
