package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.JsonTable;
import dev.moonlet.codegen.Reply;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from order.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript ORDER = CompiledScript.of(
            "order",
            "71acdd9582c9d59d3a0b6b632d7c558c3e01be9d",
            """
            order.lua

            1=0:1
            5=0:6
            """,
            """
            local orders = KEYS[1]
            local order = cjson.decode(ARGV[1])
            local more = cjson.decode(ARGV[2])
            local stock = cjson.decode(ARGV[3])
            redis.call('HSET', orders, order.id, order.note or '')
            local total = 0
            for _, line in ipairs(order.lines) do
              total = total + line.quantity - (stock[line.sku] or 0)
            end
            for _, line in ipairs(more) do
              total = total + line.quantity
            end
            return total
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
        return List.of(ORDER);
    }

    @Override
    public long order(String orders, Api.Order order, List<Api.Line> more,
            Map<String, Long> stock) {
        return this.executor.execute(ORDER.call()
                .key("orders", orders)
                .table("order", order, ApiLua::writeOrder)
                .array("more", more, ApiLua::writeLine)
                .table("stock", stock, (array, values) -> array.map(values, JsonTable::integer))
                .returning(long.class, Reply::integer));
    }

    private static JsonTable writeLine(JsonTable json, Api.Line value) {
        return json.array(JsonTable.named()
                .field("sku", value.sku(), JsonTable::string)
                .field("quantity", value.quantity(), JsonTable::integer));
    }

    private static JsonTable writeOrder(JsonTable json, Api.Order value) {
        return json.array(JsonTable.named()
                .field("id", value.id(), JsonTable::string)
                .optionalFieldOf("note", value.note(), JsonTable::string)
                .field("lines", value.lines(), (array, values) -> array.array(values,
                        ApiLua::writeLine)));
    }
}
