package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from casts/text.lua, casts/number.lua, casts/flag.lua, casts/any.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript TEXT = CompiledScript.of(
            "casts/text",
            "d43033a283801d40a9fac38f0ac919f353b45c23",
            """
            casts/text.lua

            1*0:2
            2=0:1
            3=0:3
            4*0:2
            5*0:3
            """,
            """
            local result = (function()
            local key = KEYS[1]
            return redis.call('INCR', key)
            end)()
            local function as_string(v)
              if v == true then return '1' end
              if type(v) ~= 'number' or v <= -2^63 or v >= 2^63 then return v end
              return string.format('%.0f', (v < 0 and math.ceil(v) or math.floor(v)) + 0)
            end
            return as_string(result)
            """);

    private static final CompiledScript NUMBER = CompiledScript.readOnly(
            "casts/number",
            "74e03530bbe48d342c54d1b0119281efd50fe130",
            """
            casts/number.lua

            1*0:2
            2=0:1
            3=0:3
            4*0:2
            5*0:3
            """,
            """
            local result = (function()
            local key = KEYS[1]
            return redis.call('GET', key) or '0'
            end)()
            local function as_integer(v)
              if type(v) == 'table' and type(v.ok) == 'string' then v = v.ok end
              local digits = type(v) == 'string' and string.match(v, '^%s*([+-]?%d+)%s*$')
              local number = digits and tonumber(digits)
              if number and number > -2^53 and number < 2^53 then return number end
              return v
            end
            return as_integer(result)
            """);

    private static final CompiledScript FLAG = CompiledScript.readOnly(
            "casts/flag",
            "183095bbf8b90c78e6296af378b573c1383919d0",
            """
            casts/flag.lua

            1*0:2
            2=0:1
            3=0:3
            7*0:2
            8*0:6
            """,
            """
            local result = (function()
            local key = KEYS[1]
            if redis.call('EXISTS', key) == 0 then
              return
            end
            return redis.call('GET', key)
            end)()
            local function as_boolean(v)
              if type(v) == 'table' then
                if type(v.err) == 'string' then return v end
                if type(v.ok) == 'string' then v = v.ok else v = v[1] ~= nil end
              end
              if type(v) == 'number' then v = not (v > -1 and v < 1) end
              return v and v ~= '' and 1 or 0
            end
            return as_boolean(result)
            """);

    private static final CompiledScript ANY = CompiledScript.of(
            "casts/any",
            "2e5b1f6e6bf7430b07b07e4323ff799da202821c",
            """
            casts/any.lua

            1*0:2
            2=0:1
            3=0:3
            4*0:2
            """,
            """
            local result = (function()
            local key = KEYS[1]
            redis.call('DEL', key)
            end)()
            local function as_boolean(v)
              if type(v) == 'table' then
                if type(v.err) == 'string' then return v end
                if type(v.ok) == 'string' then v = v.ok else v = v[1] ~= nil end
              end
              if type(v) == 'number' then v = not (v > -1 and v < 1) end
              return v and v ~= '' and 1 or 0
            end
            return as_boolean(result)
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
        return List.of(TEXT, NUMBER, FLAG, ANY);
    }

    @Override
    public String text(String key) {
        return this.executor.execute(TEXT.call()
                .key("key", key)
                .returning(String.class, Reply::string));
    }

    @Override
    public long number(String key) {
        return this.executor.execute(NUMBER.call()
                .key("key", key)
                .returning(long.class, Reply::integer));
    }

    @Override
    public boolean flag(String key) {
        return this.executor.execute(FLAG.call()
                .key("key", key)
                .returning(boolean.class, Reply::bool));
    }

    @Override
    public boolean any(String key) {
        return this.executor.execute(ANY.call()
                .key("key", key)
                .returning(boolean.class, Reply::bool));
    }
}
