package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ScriptCall;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from pay.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
final class ApiLua implements Api {
    private static final CompiledScript PAY = CompiledScript.readOnly(
            "pay",
            "00c9b40025e1ed122f58a9a26b0fbc53ab3e6189",
            """
            pay.lua

            1=0:1
            2=0:3
            """,
            """
            local amount = ARGV[1]
            return amount
            """);

    private static final Nested.Inherited INHERITED = new Nested.Inherited();

    private static final PackageCodec PACKAGE_CODEC = new PackageCodec();

    private static final RecordCodec RECORD_CODEC = new RecordCodec();

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
        return List.of(PAY);
    }

    @Override
    public Money nested(Money amount) {
        return this.executor.execute(PAY.call()
                .coded("amount", amount, INHERITED, ScriptCall::string)
                .returning(Money.class, reply -> reply.coded(PACKAGE_CODEC, Reply::string)));
    }

    @Override
    public String record(Money amount) {
        return this.executor.execute(PAY.call()
                .coded("amount", amount, RECORD_CODEC, ScriptCall::string)
                .returning(String.class, Reply::string));
    }
}
