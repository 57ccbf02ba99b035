package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.generated.CompiledScript;
import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import dev.moonlet.generated.ScriptSources;
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

            1=0:2<1:2<2:2<3:2<4:2<5:2<6:2<7:2<8:2<9:2<10:2<11:2<12:2<13:2<14:2<15:2<16:2<17:2<18:2<19:2<20:2<21:2<22:2<23:2<24:2<25:2<26:2<27:2<28:2<29:2<30:2<31:2<32:2<33:2<34:2<35:2<36:2<37:2<38:2<39:2<40:2<41:1
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
        ScriptSources.requireUnchanged(ApiLua.class,
                "7ccf40df ../../src/main/lua/main.lua",
                "866c4953 ../../src/main/lua/level1.lua",
                "68b4643 ../../src/main/lua/level2.lua",
                "32dc67b1 ../../src/main/lua/level3.lua",
                "b23b68a1 ../../src/main/lua/level4.lua",
                "e8637fd0 ../../src/main/lua/level5.lua",
                "688470c0 ../../src/main/lua/level6.lua",
                "80cd3c34 ../../src/main/lua/level7.lua",
                "2a3324 ../../src/main/lua/level8.lua",
                "4158d91a ../../src/main/lua/level9.lua",
                "e5112323 ../../src/main/lua/level10.lua",
                "d2ba2b29 ../../src/main/lua/level11.lua",
                "76f3d110 ../../src/main/lua/level12.lua",
                "bdec3b3d ../../src/main/lua/level13.lua",
                "19a5c104 ../../src/main/lua/level14.lua",
                "2e0ec90e ../../src/main/lua/level15.lua",
                "8a473337 ../../src/main/lua/level16.lua",
                "63401b15 ../../src/main/lua/level17.lua",
                "c709e12c ../../src/main/lua/level18.lua",
                "a1ba9b0c ../../src/main/lua/level19.lua",
                "5f36135 ../../src/main/lua/level20.lua",
                "3258693f ../../src/main/lua/level21.lua",
                "96119306 ../../src/main/lua/level22.lua",
                "5d0e792b ../../src/main/lua/level23.lua",
                "f9478312 ../../src/main/lua/level24.lua",
                "ceec8b18 ../../src/main/lua/level25.lua",
                "6aa57121 ../../src/main/lua/level26.lua",
                "83a25903 ../../src/main/lua/level27.lua",
                "27eba33a ../../src/main/lua/level28.lua",
                "fe1b5afe ../../src/main/lua/level29.lua",
                "5a52a0c7 ../../src/main/lua/level30.lua",
                "6df9a8cd ../../src/main/lua/level31.lua",
                "c9b052f4 ../../src/main/lua/level32.lua",
                "2afb8d9 ../../src/main/lua/level33.lua",
                "a6e642e0 ../../src/main/lua/level34.lua",
                "914d4aea ../../src/main/lua/level35.lua",
                "3504b0d3 ../../src/main/lua/level36.lua",
                "dc0398f1 ../../src/main/lua/level37.lua",
                "784a62c8 ../../src/main/lua/level38.lua",
                "bb0f1961 ../../src/main/lua/level39.lua",
                "1f46e358 ../../src/main/lua/level40.lua",
                "8a0ce328 ../../src/main/lua/level41.lua");
    }

    @Override
    public void main() {
        ScriptCall call = new ScriptCall(MAIN, 0);
        this.executor.execute(call, ReplyDecoder.nothing());
    }
}
