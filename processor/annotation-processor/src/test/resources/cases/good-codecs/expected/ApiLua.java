package app;

import dev.moonlet.JsonCodec;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.TypeRef;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.JsonTable;
import dev.moonlet.codegen.LuaLibrary;
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
            "0de08a4d566c7b93c33728a166941cb32f8c4c01",
            """
            pay.lua

            1*0:7
            2=0:2
            7=0:8
            9*0:7
            10*0:9
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
            """,
            LuaLibrary.json(),
            """
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
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(PAY);
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
                .array("parts", parts, JsonTable.coding(CENTS, JsonTable::integer))
                .json("details", details, this.json, MAP_STRING_NUMBER)
                .returning(Api.Receipt.class, this::readReceipt);
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
