package app;

import dev.moonlet.JsonCodec;
import dev.moonlet.JsonType;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.generated.CompiledScript;
import dev.moonlet.generated.JsonArray;
import dev.moonlet.generated.Reply;
import dev.moonlet.generated.ScriptCall;
import dev.moonlet.generated.ScriptFuture;
import dev.moonlet.generated.ScriptSources;
import io.lettuce.core.RedisFuture;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from pay.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript PAY = new CompiledScript(
            "pay",
            "80d86b7ea1b502af4ec4c37df8c7f5432b83e53b",
            """
            pay.lua

            1*0:7
            2=0:2
            7=0:8
            9*0:7
            """,
            """
            local result = (function()
            local on = KEYS[1]
            local amount = tonumber(ARGV[1])
            local tip = tonumber(ARGV[2])
            local parts = cjson.decode(ARGV[3])
            local details = cjson.decode(ARGV[4])
            local total = amount + (tip or 0) + #parts
            return { total = total, label = on, notes = details.notes }
            end)()
            local function failed(v)
              if type(v.err) ~= 'string' then return false end
              return v.ignore_error_stats_update ~= nil or next(v, next(v)) == nil
            end
            local function json(v)
              if type(v) == 'string' or type(v) == 'table' and failed(v) then return v end
              return cjson.encode(v)
            end
            local function optional_json(v)
              if v then return json(v) end
              return v
            end
            local function record_1(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.total or false, v.label or false, optional_json(v.notes) or false }
            end
            return record_1(result)
            """);

    private static final Api.Dates DATES = new Api.Dates();

    private static final Api.Cents CENTS = new Api.Cents();

    private static final JsonType<Map<String, ? extends Number>> MAP_STRING_NUMBER = JsonType.of(Map.class, JsonType.of(String.class), JsonType.of(Number.class));

    private static final Api.Upper UPPER = new Api.Upper();

    private static final JsonType<List<String>> LIST_STRING = JsonType.of(List.class, JsonType.of(String.class));

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
        ScriptSources.requireUnchanged(ApiLua.class,
                "6452eca6 ../../src/main/lua/pay.lua");
    }

    /**
     * Pays an amount.
     *
     * @param on the day
     * @param amount in cents
     */
    @Override
    public Api.Receipt pay(LocalDate on, Api.Money amount, Optional<Api.Money> tip,
            List<Api.Money> parts, Map<String, ? extends Number> details) {
        ScriptCall call = new ScriptCall(PAY, 5)
                .coded("on", on, DATES, ScriptCall::key)
                .coded("amount", amount, CENTS, ScriptCall::integer)
                .optional("tip", tip.orElse(null), ScriptCall.coding(CENTS, ScriptCall::integer))
                .array("parts", parts, JsonArray.coding(CENTS, JsonArray::integer))
                .json("details", details, this.json, MAP_STRING_NUMBER);
        return this.executor.execute(call, this::readReceipt);
    }

    /**
     * Pays an amount.
     *
     * @param on the day
     * @param amount in cents
     */
    @Override
    public RedisFuture<Api.Receipt> payAsync(LocalDate on, Api.Money amount,
            Optional<Api.Money> tip, List<Api.Money> parts, Map<String, ? extends Number> details) {
        ScriptCall call = new ScriptCall(PAY, 5)
                .coded("on", on, DATES, ScriptCall::key)
                .coded("amount", amount, CENTS, ScriptCall::integer)
                .optional("tip", tip.orElse(null), ScriptCall.coding(CENTS, ScriptCall::integer))
                .array("parts", parts, JsonArray.coding(CENTS, JsonArray::integer))
                .json("details", details, this.json, MAP_STRING_NUMBER);
        return ScriptFuture.of(this.executor.<Api.Receipt>executeAsync(call, this::readReceipt));
    }

    private Api.Receipt readReceipt(Reply reply) {
        reply.fields(3);
        Api.Money total = reply.coded(".total", CENTS, value -> value.integer(".total"));
        String label = reply.coded(".label", UPPER, value -> value.string(".label"));
        Optional<List<String>> notes = Optional.ofNullable(reply.optionalJson(".notes", this.json, LIST_STRING));
        return new Api.Receipt(total, label, notes);
    }
}
