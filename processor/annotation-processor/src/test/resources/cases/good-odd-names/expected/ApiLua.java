package app;

import dev.moonlet.JsonCodec;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.TypeRef;
import dev.moonlet.codegen.ArrayValues;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.JsonTable;
import dev.moonlet.codegen.ScriptCall;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from nested.lua, old.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class ApiLua implements Api {
    private static final CompiledScript NESTED = CompiledScript.readOnly(
            "nested",
            "0ed7c5b4102b283ff8e3f6ec1232105e4dacd54c",
            """
            nested.lua

            1*0:7
            2=0:1
            8=0:8
            10*0:7
            11*0:9
            """,
            """
            local result = (function()
            local values_1 = cjson.decode(ARGV[1])
            local call_1 = ARGV[2] if (call_1 or '') == '' then call_1 = nil else call_1 = cjson.decode(call_1) end
            local json = cjson.decode(ARGV[3])
            local executor = tonumber(ARGV[4])
            local reply = cjson.decode(ARGV[5])
            local call = {} for i = 6, #ARGV do call[i - 5] = tonumber(ARGV[i]) end
            local page = { items = call_1 or {}, next = #call }
            return { page = page, moneys = executor, element = { items = values_1[1], next = #reply + (json.n or 0) } }
            end)()
            local function record_1(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.items or false, v.next or false }
            end
            local function record_2(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.items or false, v.next or false }
            end
            local function record_3(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { record_1(v.page) or false, v.moneys or false, record_2(v.element) or false }
            end
            return record_3(result)
            """);

    private static final CompiledScript OLD = CompiledScript.readOnly(
            "old",
            "87690bb27a3faf4b401bb7ab3196f044c0392056",
            """
            old.lua

            1*0:2
            2=0:1
            3=0:3
            4*0:2
            5*0:3
            """,
            """
            local result = (function()
            local value = ARGV[1]
            return { parts = { value } }
            end)()
            local function record_1(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.parts or false }
            end
            return record_1(result)
            """);

    private static final TypeRef<Map<String, String>> MAP_STRING_STRING = TypeRef.of(Map.class,
            TypeRef.of(String.class), TypeRef.of(String.class));

    private static final Api.Moneys MONEYS_2 = new Api.Moneys();

    private static final Api.OldCodec OLD_CODEC = new Api.OldCodec();

    private final ScriptExecutor executor;

    private final JsonCodec json;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     * @param json writes and reads what they declare as json
     */
    public ApiLua(ScriptExecutor executor, JsonCodec json) {
        this.executor = Objects.requireNonNull(executor, "executor");
        this.json = Objects.requireNonNull(json, "json");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(NESTED, OLD);
    }

    @Override
    public Api.Reply nested(List<List<String>> values1, Optional<List<Integer>> call1,
            Map<String, String> json, Api.Money executor, boolean[] reply, float... call) {
        return this.executor.execute(NESTED.call()
                .array("values1", values1, (_array, _values) -> _array.array(_values,
                        JsonTable::string))
                .optionalOf("call1", call1, (_call, _name, _value) -> _call.array(_name, _value,
                        JsonTable::integer))
                .json("json", json, this.json, MAP_STRING_STRING)
                .coded("executor", executor, MONEYS_2, ScriptCall::integer)
                .array("reply", ArrayValues.of(reply), JsonTable::bool)
                .rest("call", ArrayValues.of(call), ScriptCall::number)
                .returning(Api.Reply.class, ApiLua::readReply));
    }

    @Override
    @Deprecated
    public Api.Old old(String value) {
        return this.executor.execute(OLD.call()
                .string("value", value)
                .returning(Api.Old.class, reply -> reply.coded(OLD_CODEC, ApiLua::readOld)));
    }

    private static Api.Page<Long> readPageOfLong(dev.moonlet.codegen.Reply reply) {
        reply.fields(2);
        List<Long> items = reply.list(".items", dev.moonlet.codegen.Reply::integer);
        long next = reply.integer(".next");
        return new Api.Page<Long>(items, next);
    }

    private static Api.Page<String> readPageOfString(dev.moonlet.codegen.Reply reply) {
        reply.fields(2);
        List<String> items = reply.list(".items", dev.moonlet.codegen.Reply::string);
        long next = reply.integer(".next");
        return new Api.Page<String>(items, next);
    }

    private static Api.Reply readReply(dev.moonlet.codegen.Reply reply) {
        reply.fields(3);
        Api.Page<Long> page = reply.at(".page", ApiLua::readPageOfLong);
        Api.Money MONEYS = reply.coded(".moneys", MONEYS_2, dev.moonlet.codegen.Reply::integer);
        Optional<Api.Page<String>> element = reply.optional(".element", ApiLua::readPageOfString);
        return new Api.Reply(page, MONEYS, element);
    }

    private static Api.Old readOld(dev.moonlet.codegen.Reply reply) {
        reply.fields(1);
        List<String> parts = reply.list(".parts", dev.moonlet.codegen.Reply::string);
        return new Api.Old(parts);
    }
}
