package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledLibrary;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from stock.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledLibrary STOCK = CompiledLibrary.of(
            "stock",
            "147768a8e79877cfe7a5c7e876ae173815f1a4a8",
            """
            stock.lua

            1=0:1
            """,
            """
            #!lua name=stock
            local NAME = 'take_item'
            local register = redis.register_function

            local function take(keys)
              return redis.call('DECR', keys[1])
            end

            register(NAME, take)
            register{ function_name = 'takeItem2', callback = take }
            """);

    private static final CompiledScript STOCK_TAKE_ITEM = STOCK.function("stock#take_item", "take_item");

    private static final CompiledScript STOCK_TAKE_ITEM2 = STOCK.function("stock#takeItem2", "takeItem2");

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
        return List.of(STOCK_TAKE_ITEM, STOCK_TAKE_ITEM2);
    }

    @Override
    public long takeItem(String item) {
        return this.executor.execute(STOCK_TAKE_ITEM.call()
                .key("item", item)
                .returning(long.class, ReplyDecoder.undeclared(Reply::integer)));
    }

    @Override
    public long other(String item) {
        return this.executor.execute(STOCK_TAKE_ITEM2.call()
                .key("item", item)
                .returning(long.class, ReplyDecoder.undeclared(Reply::integer)));
    }
}
