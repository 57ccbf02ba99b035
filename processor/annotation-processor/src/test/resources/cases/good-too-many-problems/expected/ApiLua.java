package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.ReplyDecoder;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from main.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript MAIN = CompiledScript.readOnly(
            "main",
            "398f4a1119d7dde5db71549200bb4bd073816df0",
            """
            main.lua

            1=0:2
            102=0:104
            """,
            """
            do local a0 = 1 end
            do local a1 = 1 end
            do local a2 = 1 end
            do local a3 = 1 end
            do local a4 = 1 end
            do local a5 = 1 end
            do local a6 = 1 end
            do local a7 = 1 end
            do local a8 = 1 end
            do local a9 = 1 end
            do local a10 = 1 end
            do local a11 = 1 end
            do local a12 = 1 end
            do local a13 = 1 end
            do local a14 = 1 end
            do local a15 = 1 end
            do local a16 = 1 end
            do local a17 = 1 end
            do local a18 = 1 end
            do local a19 = 1 end
            do local a20 = 1 end
            do local a21 = 1 end
            do local a22 = 1 end
            do local a23 = 1 end
            do local a24 = 1 end
            do local a25 = 1 end
            do local a26 = 1 end
            do local a27 = 1 end
            do local a28 = 1 end
            do local a29 = 1 end
            do local a30 = 1 end
            do local a31 = 1 end
            do local a32 = 1 end
            do local a33 = 1 end
            do local a34 = 1 end
            do local a35 = 1 end
            do local a36 = 1 end
            do local a37 = 1 end
            do local a38 = 1 end
            do local a39 = 1 end
            do local a40 = 1 end
            do local a41 = 1 end
            do local a42 = 1 end
            do local a43 = 1 end
            do local a44 = 1 end
            do local a45 = 1 end
            do local a46 = 1 end
            do local a47 = 1 end
            do local a48 = 1 end
            do local a49 = 1 end
            do local a50 = 1 end
            do local a51 = 1 end
            do local a52 = 1 end
            do local a53 = 1 end
            do local a54 = 1 end
            do local a55 = 1 end
            do local a56 = 1 end
            do local a57 = 1 end
            do local a58 = 1 end
            do local a59 = 1 end
            do local a60 = 1 end
            do local a61 = 1 end
            do local a62 = 1 end
            do local a63 = 1 end
            do local a64 = 1 end
            do local a65 = 1 end
            do local a66 = 1 end
            do local a67 = 1 end
            do local a68 = 1 end
            do local a69 = 1 end
            do local a70 = 1 end
            do local a71 = 1 end
            do local a72 = 1 end
            do local a73 = 1 end
            do local a74 = 1 end
            do local a75 = 1 end
            do local a76 = 1 end
            do local a77 = 1 end
            do local a78 = 1 end
            do local a79 = 1 end
            do local a80 = 1 end
            do local a81 = 1 end
            do local a82 = 1 end
            do local a83 = 1 end
            do local a84 = 1 end
            do local a85 = 1 end
            do local a86 = 1 end
            do local a87 = 1 end
            do local a88 = 1 end
            do local a89 = 1 end
            do local a90 = 1 end
            do local a91 = 1 end
            do local a92 = 1 end
            do local a93 = 1 end
            do local a94 = 1 end
            do local a95 = 1 end
            do local a96 = 1 end
            do local a97 = 1 end
            do local a98 = 1 end
            do local a99 = 1 end
            do local a100 = 1 end
            return 1
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
        return List.of(MAIN);
    }

    @Override
    public void main() {
        this.executor.execute(MAIN.call().returning(Void.class, ReplyDecoder.nothing()));
    }
}
