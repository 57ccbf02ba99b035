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
            "5d6fccaacc5891c19756a329fc2c3c43b31b4e96",
            """
            level41.lua
            level40.lua
            level39.lua
            level38.lua
            level37.lua
            level36.lua
            level35.lua
            level34.lua
            level33.lua
            level32.lua
            level31.lua
            level30.lua
            level29.lua
            level28.lua
            level27.lua
            level26.lua
            level25.lua
            level24.lua
            level23.lua
            level22.lua
            level21.lua
            level20.lua
            level19.lua
            level18.lua
            level17.lua
            level16.lua
            level15.lua
            level14.lua
            level13.lua
            level12.lua
            level11.lua
            level10.lua
            level9.lua
            level8.lua
            level7.lua
            level6.lua
            level5.lua
            level4.lua
            level3.lua
            level2.lua
            level1.lua
            main.lua

            1=0:2<1:2<2:2<3:2<4:2<5:2<6:2<7:2<8:2<9:2<10:2<11:2<12:2<13:2<14:2<15:2<16:2<17:2<18:2<19:2<20:2<21:\
            2<22:2<23:2<24:2<25:2<26:2<27:2<28:2<29:2<30:2<31:2<32:2<33:2<34:2<35:2<36:2<37:2<38:2<39:2<40:2<41:\
            1
            2=41:2
            """,
            """
            local name = redis.call('PING')
            return name
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
