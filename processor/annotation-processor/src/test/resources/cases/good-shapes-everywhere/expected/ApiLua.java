package app;

import dev.moonlet.JsonCodec;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.TypeRef;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.EnumCodes;
import dev.moonlet.codegen.FailureValue;
import dev.moonlet.codegen.LuaLibrary;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import dev.moonlet.codegen.ScriptCall;
import dev.moonlet.codegen.Shapes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from jobs/nothing.lua, jobs/values.lua, jobs/nested.lua, jobs/all.lua, jobs/maybe.lua,
 * jobs/prices.lua, jobs/codes.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript NOTHING = CompiledScript.of(
            "jobs/nothing",
            "29e25b259e0ebf55560627afa50266c8081d5a7d",
            """
            jobs/nothing.lua

            1=0:1
            2=0:3
            """,
            """
            local job = KEYS[1]
            return redis.call('DEL', job) - 2
            """);

    private static final CompiledScript VALUES = CompiledScript.readOnly(
            "jobs/values",
            "7647e6963062ef53151a7afde9233ecf73a45080",
            """
            jobs/values.lua

            1*0:3
            2=0:1
            4=0:5
            5*0:3
            6*0:5
            """,
            """
            local result = (function()
            local job = KEYS[1]
            local value = ARGV[1]
            return { a = { x = #job, y = #value } }
            end)()
            """,
            LuaLibrary.json(),
            """
            local function map_1(v)
              if type(v) ~= 'table' or failed(v) then return v end
              local reply = {}
              for key, value in pairs(v) do
                reply[#reply + 1] = tostring(key)
                reply[#reply + 1] = json(value)
              end
              return reply
            end
            return map_1(result)
            """);

    private static final CompiledScript NESTED = CompiledScript.readOnly(
            "jobs/nested",
            "97dc9de16e72ffa07cc3f11e56906aae3a284f96",
            """
            jobs/nested.lua

            1*0:3
            2=0:1
            4=0:4
            5*0:3
            6*0:4
            """,
            """
            local result = (function()
            local job = KEYS[1]
            local reply = ARGV[1]
            return { a = #job + #reply }
            end)()
            """,
            LuaLibrary.json(),
            """
            local function record_1(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { json(v.d) or false }
            end
            local function marked(v)
              return type(v.err) == 'string' or (type(v.ok) == 'string' and next(v, next(v)) == nil)
            end
            local function union_2(v)
              local kind = type(v)
              if kind == 'table' and marked(v) then return v end
              if kind == 'table' then return record_1(v) end
              return v
            end
            local function record_3(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { union_2(v.a) or false }
            end
            return record_3(result)
            """);

    private static final CompiledScript ALL = CompiledScript.readOnly(
            "jobs/all",
            "bb0cf0256a5f03ecb10a514acdf3ec763ee3b548",
            """
            jobs/all.lua

            1*0:2
            2=0:1
            3=0:4
            4*0:2
            5*0:4
            """,
            """
            local result = (function()
            local job = KEYS[1]
            return { #job }
            end)()
            local function record_1(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.id or false, v.prices or false }
            end
            local function record_2(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.prices or false, v.count or false }
            end
            local function marked(v)
              return type(v.err) == 'string' or (type(v.ok) == 'string' and next(v, next(v)) == nil)
            end
            local function union_3(v)
              local kind = type(v)
              if kind == 'table' and marked(v) then return v end
              if kind == 'table' and v.id ~= nil then return { 0, record_1(v) } end
              if kind == 'table' and v.count ~= nil then return { 1, record_2(v) } end
              return v
            end
            local function array_4(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              local reply = {}
              for i = 1, #v do reply[i] = union_3(v[i]) or false end
              return reply
            end
            return array_4(result)
            """);

    private static final CompiledScript MAYBE = CompiledScript.readOnly(
            "jobs/maybe",
            "e35fd714352cedddfad4754b6c8692038ed7d1d8",
            """
            jobs/maybe.lua

            1*0:2
            2=0:1
            3=0:4
            4*0:2
            5*0:4
            """,
            """
            local result = (function()
            local job = KEYS[1]
            return #job
            end)()
            local function record_1(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.id or false, v.prices or false }
            end
            local function record_2(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.prices or false, v.count or false }
            end
            local function marked(v)
              return type(v.err) == 'string' or (type(v.ok) == 'string' and next(v, next(v)) == nil)
            end
            local function union_3(v)
              local kind = type(v)
              if kind == 'table' and marked(v) then return v end
              if kind == 'table' and v.id ~= nil then return { 0, record_1(v) } end
              if kind == 'table' and v.count ~= nil then return { 1, record_2(v) } end
              return v
            end
            return union_3(result)
            """);

    private static final CompiledScript PRICES = CompiledScript.readOnly(
            "jobs/prices",
            "a62cb0954f84d54cffb1f8685af30d36b666a70b",
            """
            jobs/prices.lua

            1*0:2
            2=0:1
            3=0:4
            4*0:2
            5*0:4
            """,
            """
            local result = (function()
            local job = KEYS[1]
            return { prices = job, count = 7 }
            end)()
            local function record_1(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.id or false, v.prices or false }
            end
            local function record_2(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.prices or false, v.count or false }
            end
            local function marked(v)
              return type(v.err) == 'string' or (type(v.ok) == 'string' and next(v, next(v)) == nil)
            end
            local function union_3(v)
              local kind = type(v)
              if kind == 'table' and marked(v) then return v end
              if kind == 'table' and v.id ~= nil then return { 0, record_1(v) } end
              if kind == 'table' and v.count ~= nil then return { 1, record_2(v) } end
              return v
            end
            return union_3(result)
            """);

    private static final CompiledScript CODES = CompiledScript.readOnly(
            "jobs/codes",
            "3061ec423be00c3460866116ac14c118d21185b3",
            """
            jobs/codes.lua

            1=0:1
            """,
            """
            return ARGV
            """);

    private static final Shapes<Void> NOTHING_SHAPES = new Shapes<Void>()
            .failure(FailureValue.integer(-2L), "MissingLock", "it is not locked")
            .other(ReplyDecoder.nothing());

    private static final TypeRef<Api.Point> POINT = TypeRef.of(Api.Point.class);

    private static final Api.Money MONEY = new Api.Money();

    private static final Shapes<Api.Outcome> ALL_SHAPES = new Shapes<Api.Outcome>()
            .tagged(ApiLua::readDone)
            .tagged(ApiLua::readCounted)
            .integer(reply -> new Api.Retryable.Later(reply.integer()));

    private static final Shapes<List<Api.Outcome>> ALL_SHAPES_2 = new Shapes<List<Api.Outcome>>()
            .failure(FailureValue.integer(-2L), "MissingLock", "it is not locked")
            .other(reply -> reply.list(ALL_SHAPES));

    private static final Shapes<Api.Outcome> MAYBE_SHAPES = new Shapes<Api.Outcome>()
            .tagged(ApiLua::readDone)
            .tagged(ApiLua::readCounted)
            .integer(reply -> new Api.Retryable.Later(reply.integer()))
            .string(reply -> new Api.Outcome.Name(reply.string()));

    private static final Shapes<Optional<Api.Outcome>> MAYBE_SHAPES_2 = new Shapes<Optional<Api.Outcome>>()
            .failure(FailureValue.integer(-2L),
                    Optional.of(new Api.Outcome.MissingLock("MissingLock", -2, "it is not locked")))
            .other(reply -> reply.optional(MAYBE_SHAPES));

    private static final Shapes<Api.Outcome> PRICES_SHAPES = new Shapes<Api.Outcome>()
            .failure(FailureValue.integer(-2L), new Api.Outcome.MissingLock("MissingLock", -2,
                    "it is not locked"))
            .tagged(ApiLua::readDone)
            .tagged(ApiLua::readCounted);

    private static final EnumCodes<Api.OP, Long> OP_CODES = new EnumCodes<Api.OP, Long>(Api.OP.class)
            .code(1L, Api.OP.PUSH)
            .code(2L, Api.OP.POP);

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
        return List.of(NOTHING, VALUES, NESTED, ALL, MAYBE, PRICES, CODES);
    }

    @Override
    public void nothing(String job) {
        this.executor.execute(NOTHING.call()
                .key("job", job)
                .returning(Void.class, NOTHING_SHAPES));
    }

    @Override
    public Map<String, Api.Point> values(String job, String value) {
        return this.executor.execute(VALUES.call()
                .key("job", job)
                .string("value", value)
                .returning(Map.class, new Shapes<Map<String, Api.Point>>()
                        .failure(FailureValue.integer(-2L), "MissingLock", "it is not locked")
                        .other(_reply -> _reply.map(_value -> _value.json(this.json, POINT)))));
    }

    @Override
    public Api.Nested nested(String job, String reply) {
        return this.executor.execute(NESTED.call()
                .key("job", job)
                .string("reply", reply)
                .returning(Api.Nested.class, this::readNested));
    }

    @Override
    public Flux<Api.Outcome> all(String job) {
        return Mono.fromCompletionStage(() -> this.executor.executeAsync(allCall(job)))
                .flatMapMany(Flux::fromIterable);
    }

    @Override
    public Optional<Api.Outcome> maybe(String job) {
        return this.executor.execute(MAYBE.call()
                .key("job", job)
                .returning(Optional.class, MAYBE_SHAPES_2));
    }

    @Override
    public Api.Outcome prices(String job) {
        return this.executor.execute(PRICES.call()
                .key("job", job)
                .returning(Api.Outcome.class, PRICES_SHAPES));
    }

    @Override
    public List<Api.OP> codes(Api.OP first, List<Api.OP> more) {
        return this.executor.execute(CODES.call()
                .coded("first", first, OP_CODES, ScriptCall::integer)
                .rest("more", more, ScriptCall.coding(OP_CODES, ScriptCall::integer))
                .returning(List.class, ReplyDecoder.undeclared(reply -> reply.list(element ->
                        element.coded(OP_CODES, Reply::integer)))));
    }

    private static ScriptInvocation<List<Api.Outcome>> allCall(String job) {
        return ALL.call()
                .key("job", job)
                .returning(List.class, ALL_SHAPES_2);
    }

    private Api.Inner.Deep readDeep(Reply reply) {
        reply.fields(1);
        Api.Point d = reply.json(".d", this.json, POINT);
        return new Api.Inner.Deep(d);
    }

    private Api.Nested readNested(Reply reply) {
        reply.fields(1);
        Api.Inner a = reply.at(".a", new Shapes<Api.Inner>()
                        .array(this::readDeep)
                        .integer(_reply -> new Api.Inner.Number(_reply.integer())));
        return new Api.Nested(a);
    }

    private static Api.Outcome.Done readDone(Reply reply) {
        reply.fields(2);
        String id = reply.string(".id");
        List<Api.Cents> prices = reply.list(".prices", price -> price.coded(MONEY, Reply::string));
        return new Api.Outcome.Done(id, prices);
    }

    private static Api.Outcome.Counted readCounted(Reply reply) {
        reply.fields(2);
        String prices = reply.string(".prices");
        long count = reply.integer(".count");
        return new Api.Outcome.Counted(prices, count);
    }
}
