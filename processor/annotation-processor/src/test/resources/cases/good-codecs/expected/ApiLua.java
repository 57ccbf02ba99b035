package app;

import dev.moonlet.JsonCodec;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.TypeRef;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.JsonArray;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ScriptCall;
import dev.moonlet.codegen.ScriptFuture;
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
    private static final CompiledScript PAY = CompiledScript.readOnly(
            "pay",
            "7205d210df9f4e5dfddc893cb30cea0eeadc9e20",
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
            local function json_number(v)
              if v - v ~= 0 then return cjson.encode(v) end
              if v % 1 == 0 and v > -2^63 and v < 2^63 then return string.format('%.0f', v) end
              for digits = 14, 17 do
                local text = string.format('%.' .. digits .. 'g', v)
                if tonumber(text) == v then return text end
              end
            end
            local function json_value(v, depth)
              if type(v) == 'number' then return json_number(v) end
              if type(v) ~= 'table' then return cjson.encode(v) end
              if depth == 1000 then error('JSON is nested more than 1000 deep') end
              local count, last, array, parts = 0, 0, true, {}
              for key in pairs(v) do
                if type(key) ~= 'number' and type(key) ~= 'string' then return cjson.encode(v) end
                count = count + 1
                array = array and type(key) == 'number' and key > 0 and key % 1 == 0
                if array and key > last then last = key end
              end
              if array and count > 0 then
                if last > 10 and last > 2 * count then return cjson.encode(v) end
                for i = 1, last do parts[i] = json_value(v[i], depth + 1) end
                return '[' .. table.concat(parts, ',') .. ']'
              end
              for key, value in pairs(v) do
                local name = type(key) == 'number' and json_number(key) or key
                parts[#parts + 1] = cjson.encode(name) .. ':' .. json_value(value, depth + 1)
              end
              return '{' .. table.concat(parts, ',') .. '}'
            end
            local function json_is_exact(v, depth)
              if type(v) == 'number' then
                if v % 1 == 0 then return v < 1e14 and v > -1e14 end
                return tonumber(string.format('%.14g', v)) == v
              end
              if type(v) ~= 'table' or depth == 1000 then return true end
              for key, value in next, v do
                if type(key) == 'number' and not json_is_exact(key, 0) then return false end
                local kind = type(value)
                if (kind == 'number' or kind == 'table') and not json_is_exact(value, depth + 1) then return false end
              end
              return true
            end
            local function json(v)
              if type(v) == 'string' or type(v) == 'table' and failed(v) then return v end
              if json_is_exact(v, 0) then return cjson.encode(v) end
              return json_value(v, 0)
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

    private static final TypeRef<Map<String, ? extends Number>> MAP_STRING_NUMBER = TypeRef.of(Map.class,
            TypeRef.of(String.class), TypeRef.of(Number.class));

    private static final Api.Upper UPPER = new Api.Upper();

    private static final TypeRef<List<String>> LIST_STRING = TypeRef.of(List.class,
            TypeRef.of(String.class));

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
     * Pays an amount.
     *
     * @param on the day
     * @param amount in cents
     */
    @Override
    public Api.Receipt pay(LocalDate on, Api.Money amount, Optional<Api.Money> tip,
            List<Api.Money> parts, Map<String, ? extends Number> details) {
        return this.executor.execute(payCall(on, amount, tip, parts, details));
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
        return ScriptFuture.of(this.executor.executeAsync(payCall(on, amount, tip, parts,
                details)));
    }

    private ScriptInvocation<Api.Receipt> payCall(LocalDate on, Api.Money amount,
            Optional<Api.Money> tip, List<Api.Money> parts, Map<String, ? extends Number> details) {
        return PAY.call()
                .coded("on", on, DATES, ScriptCall::key)
                .coded("amount", amount, CENTS, ScriptCall::integer)
                .optionalOf("tip", tip, ScriptCall.coding(CENTS, ScriptCall::integer))
                .array("parts", parts, JsonArray.coding(CENTS, JsonArray::integer))
                .json("details", details, this.json, MAP_STRING_NUMBER)
                .returning(this::readReceipt);
    }

    private Api.Receipt readReceipt(Reply reply) {
        reply.fields(3);
        Api.Money total = reply.coded(".total", CENTS, Reply::integer);
        String label = reply.coded(".label", UPPER, Reply::string);
        Optional<List<String>> notes = Optional.ofNullable(reply.optionalJson(".notes", this.json,
                LIST_STRING));
        return new Api.Receipt(total, label, notes);
    }
}
