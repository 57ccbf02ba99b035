package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.ArrayValues;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.JsonTable;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ScriptCall;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from all.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript ALL = CompiledScript.readOnly(
            "all",
            "b0bf65a3f066276a25de0d664b26ff2c8ad11afa",
            """
            all.lua

            1*0:7
            2=0:1
            8=0:8
            9*0:7
            10*0:8
            """,
            """
            local result = (function()
            local key = KEYS[1]
            local at = tonumber(ARGV[1])
            local rate = tonumber(ARGV[2])
            local ids = cjson.decode(ARGV[3])
            local note = ARGV[4] if (note or '') == '' then note = nil else note = string.sub(note, 2) end
            local limit = tonumber(ARGV[5]) or 5
            return { count = #ids + limit, at = at, tags = ids, note = note, pair = { key, math.floor(rate) } }
            end)()
            local function record_1(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.count or false, v.at or false, v.tags or false, v.note or false, v.pair or false }
            end
            return record_1(result)
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
        return List.of(ALL);
    }

    @Override
    public Api.Wide all(Api.Kind key, Instant at, BigDecimal rate, Set<UUID> ids,
            Optional<Api.Kind> note, Optional<Short> limit) {
        return this.executor.execute(ALL.call()
                .key("key", key)
                .milliseconds("at", at)
                .number("rate", rate)
                .array("ids", ids, JsonTable::string)
                .optionalStringOf("note", note, ScriptCall::string)
                .optionalOf("limit", limit, ScriptCall::integer)
                .returning(Api.Wide.class, ApiLua::readWide));
    }

    @Override
    public Api.Narrow narrow(CharSequence key, int at, long rate, String[] ids, byte[] note,
            BigInteger limit) {
        return this.executor.execute(ALL.call()
                .key("key", key)
                .integer("at", at)
                .integer("rate", rate)
                .array("ids", ArrayValues.of(ids), JsonTable::string)
                .optionalString("note", note, ScriptCall::string)
                .optional("limit", limit, ScriptCall::integer)
                .returning(Api.Narrow.class, ApiLua::readNarrow));
    }

    private static Api.Pair readPair(Reply reply) {
        reply.fields(2);
        String name = reply.string("[0]");
        Integer number = reply.int32("[1]");
        return new Api.Pair(name, number);
    }

    private static Api.Wide readWide(Reply reply) {
        reply.fields(5);
        BigInteger count = reply.bigInteger(".count");
        Duration at = reply.milliseconds(".at");
        Set<UUID> tags = reply.set(".tags", Reply::uuid);
        Optional<Api.Kind> note = reply.optional(".note", present ->
                present.constant(Api.Kind.class));
        Api.Pair pair = reply.at(".pair", ApiLua::readPair);
        return new Api.Wide(note, tags, at, count, pair);
    }

    private static Api.Narrow readNarrow(Reply reply) {
        reply.fields(5);
        byte count = reply.int8(".count");
        int at = reply.int32(".at");
        String[] tags = reply.list(".tags", Reply::string).toArray(String[]::new);
        String note = reply.skipNil() ? null : reply.string(".note");
        Api.Pair pair = reply.at(".pair", ApiLua::readPair);
        return new Api.Narrow(count, at, tags, note, pair);
    }
}
