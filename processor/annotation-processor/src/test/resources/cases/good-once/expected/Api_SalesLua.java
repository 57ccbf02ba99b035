package app;

import dev.moonlet.JsonCodec;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.TypeRef;
import dev.moonlet.codegen.ArrayValues;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.LuaLibrary;
import dev.moonlet.codegen.ScriptCall;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api.Sales} on Redis.
 *
 * <p>Written from sale.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
final class Api_SalesLua implements Api.Sales {
    private static final CompiledScript SALE = CompiledScript.of(
            "sale",
            "8e68189232aa0b30419e072b4ac1f70ae289add5",
            """
            sale.lua

            1=0:1
            2*0:3
            3*0:5
            4=0:2
            7=0:6
            13*0:5
            14*0:11
            70*0:3
            """,
            """
            #!lua flags=allow-oom
            local run = function()
            local result = (function()
            local articles = {} for i = 1, #KEYS do articles[i] = KEYS[i] end
            local order = ARGV[1]
            local names = {} for i = 2, #ARGV do names[i - 1] = ARGV[i] end
            local sold = {}
            for i, article in ipairs(articles) do
              sold[i] = redis.call('HGET', article, names[i] or order) or ''
              redis.call('HINCRBY', article, 'sold', 1)
            end
            return sold
            end)()
            """,
            LuaLibrary.json(),
            """
            return json(result)
            end
            local script, seconds = "sale", 600
            """,
            LuaLibrary.request()).once("order", "moonlet:once", 600);

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
    public Api_SalesLua(ScriptExecutor executor, JsonCodec json) {
        this.executor = Objects.requireNonNull(executor, "executor");
        this.json = Objects.requireNonNull(json, "json");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(SALE);
    }

    @Override
    public List<String> run(List<String> articles, byte[] order, String... names) {
        return this.executor.execute(SALE.call()
                .rest("articles", articles, ScriptCall::key)
                .string("order", order)
                .rest("names", ArrayValues.of(names), ScriptCall::string)
                .returning(List.class, reply -> reply.json(this.json, LIST_STRING)));
    }
}
