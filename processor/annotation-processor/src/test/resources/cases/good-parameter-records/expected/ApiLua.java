package app;

import dev.moonlet.JsonCodec;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.TypeRef;
import dev.moonlet.codegen.ArrayValues;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import dev.moonlet.codegen.ScriptCall;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from finish.lua, plain.lua, order.lua, named.lua, pairs.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript FINISH = CompiledScript.of(
            "finish",
            "8b70d90842239a7756ca5837dcfa9d976653c2b8",
            """
            finish.lua

            1=0:1
            9=0:10
            """,
            """
            local wait = KEYS[1]
            local active = KEYS[2]
            local events = KEYS[3]
            local lock = KEYS[4]
            local id = ARGV[1]
            local value = ARGV[2]
            local finished_at = tonumber(ARGV[3])
            local failed = ARGV[4] == '1'
            redis.call('DEL', lock)
            redis.call('XADD', events, '*', 'id', id, 'value', value, 'at', finished_at, 'failed', failed and 1 or 0)
            return redis.call('SMOVE', active, wait, id)
            """);

    private static final CompiledScript PLAIN = CompiledScript.of(
            "plain",
            "918b4c0be28eb6a5ee3c566471c749b3415c4404",
            """
            plain.lua

            1=0:1
            """,
            """
            redis.call('EXPIRE', KEYS[3], ARGV[2])
            for i = 3, #ARGV do
              redis.call('SMOVE', KEYS[1], KEYS[2], ARGV[i])
            end
            return tonumber(ARGV[1])
            """);

    private static final CompiledScript ORDER = CompiledScript.of(
            "order",
            "bcbc71fe91daf4c2c425847c68c8ca9168a363c0",
            """
            order.lua

            1=0:1
            """,
            """
            local order = cjson.decode(ARGV[1])
            local limit = tonumber(ARGV[2])
            local keep = tonumber(ARGV[3])
            redis.call('SET', order.id, limit, 'EX', keep)
            """);

    private static final CompiledScript NAMED = CompiledScript.of(
            "named",
            "c8b2a568d3e9768e93fb9ae46a81be86dc7cc505",
            """
            named.lua

            1=0:1
            """,
            """
            local job = ARGV[1]
            local n = tonumber(ARGV[2])
            local id = ARGV[3]
            local jobs = KEYS[1]
            redis.call('HSET', jobs, id, n)
            """);

    private static final CompiledScript PAIRS = CompiledScript.of(
            "pairs",
            "4f30d39840a1ffbe1e2e0e87abe20636472ac1bc",
            """
            pairs.lua

            1=0:1
            """,
            """
            return { 'a', { redis.call('INCR', KEYS[1]), 'b' } }
            """);

    private static final TypeRef<Api.Order> ORDER_2 = TypeRef.of(Api.Order.class);

    private static final Api.Hex HEX = new Api.Hex();

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
        return List.of(FINISH, PLAIN, ORDER, NAMED, PAIRS);
    }

    @Override
    public long finish(Api.QueueKeys keys, String id, Api.Result<String> result) {
        return this.executor.execute(FINISH.call()
                .supplied("keys", keys)
                .key("keys.waiting", keys.waiting())
                .key("keys.active", keys.active())
                .key("keys.stream", keys.stream())
                .computedKey("lock", call ->
                        call.key("keys.waiting", keys.waiting()).string("lock", ":lock"))
                .string("id", id)
                .supplied("result", result)
                .string("result.value", result.value())
                .supplied("result.meta", result.meta())
                .integer("result.meta.at", result.meta().at())
                .bool("result.meta.failed", result.meta().failed())
                .returning(long.class, Reply::integer));
    }

    @Override
    public long plain(Api.QueueKeys keys, Api.Options options, String... ids) {
        return this.executor.execute(PLAIN.call()
                .supplied("keys", keys)
                .key("keys.waiting", keys.waiting())
                .key("keys.active", keys.active())
                .key("keys.stream", keys.stream())
                .supplied("options", options)
                .integer("options.limit", options.limit())
                .seconds("options.keep", options.keep())
                .rest("ids", ArrayValues.of(ids), ScriptCall::string)
                .returning(long.class, ReplyDecoder.undeclared(Reply::integer)));
    }

    @Override
    public void order(Api.Order order, Api.Options options) {
        this.executor.execute(ORDER.call()
                .json("order", order, this.json, ORDER_2)
                .supplied("options", options)
                .integer("options.limit", options.limit())
                .seconds("options.keep", options.keep())
                .returning(Void.class, ReplyDecoder.nothing()));
    }

    @Override
    public void named(Api.Job job, Api.Ids ids) {
        this.executor.execute(NAMED.call()
                .computedKey("jobs", call ->
                        call.string("jobs", "{jobs}:").string("job.job", job.job()))
                .supplied("job", job)
                .string("job.job", job.job())
                .integer("job.n", job.n())
                .supplied("ids", ids)
                .coded("ids.id", ids.id(), HEX, ScriptCall::string)
                .returning(Void.class, ReplyDecoder.nothing()));
    }

    @Override
    public Api.Pair<String, Api.Pair<Integer, String>> pairs(String key) {
        return this.executor.execute(PAIRS.call()
                .key("key", key)
                .returning(Api.Pair.class, ReplyDecoder.undeclared(ApiLua::readPairOfStringAndPairIntegerString)));
    }

    private static Api.Pair<Integer, String> readPairOfIntegerAndString(Reply reply) {
        reply.fields(2);
        Integer first = reply.int32("[0]");
        String second = reply.string("[1]");
        return new Api.Pair<Integer, String>(first, second);
    }

    private static Api.Pair<String, Api.Pair<Integer, String>> readPairOfStringAndPairIntegerString(
            Reply reply) {
        reply.fields(2);
        String first = reply.string("[0]");
        Api.Pair<Integer, String> second = reply.at("[1]", ApiLua::readPairOfIntegerAndString);
        return new Api.Pair<String, Api.Pair<Integer, String>>(first, second);
    }
}
