package dev.moonlet.script.link;

import dev.moonlet.script.LuaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Converts what a script returns to the type of its {@code %return}, as redis-lua's Python does with the reply:
 * {@code str(…)}, {@code int(…)} and {@code bool(…)} of what Redis makes of the value. A value that these refuse is left as
 * it is, so that Java can say what it is; so is nil for a string, which Python calls {@code "None"}.
 *
 * @see <a href="https://redis-lua.readthedocs.io/en/latest/usage.html">redis-lua: return values</a>
 */
enum ResultCast {
    /** A number loses its fraction, as it does in a reply. */
    STRING(LuaType.Scalar.STRING, """
            local function as_string(v)
              if v == true then return '1' end
              if type(v) ~= 'number' or v <= -2^63 or v >= 2^63 then return v end
              return string.format('%.0f', (v < 0 and math.ceil(v) or math.floor(v)) + 0)
            end
            return as_string(result)
            """),
    /** Digits with a sign and blanks around them; not those of an integer that Lua would round. */
    INTEGER(LuaType.Scalar.INTEGER, """
            local function as_integer(v)
              if type(v) == 'table' and type(v.ok) == 'string' then v = v.ok end
              local digits = type(v) == 'string' and string.match(v, '^%s*([+-]?%d+)%s*$')
              local number = digits and tonumber(digits)
              if number and number > -2^53 and number < 2^53 then return number end
              return v
            end
            return as_integer(result)
            """),
    /** False are nil, false, a number without an integer part, an empty string and an empty array. */
    BOOLEAN(LuaType.Scalar.BOOLEAN, """
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

    private final LuaType.Scalar type;
    private final String lines;

    ResultCast(LuaType.Scalar type, String lines) {
        this.type = type;
        this.lines = lines;
    }

    /** The cast to a type; empty if redis-lua has none, or does the same as Moonlet does. */
    static Optional<ResultCast> of(LuaType type) {
        return Stream.of(values()).filter(cast -> cast.type == type).findFirst();
    }

    /** The lines behind the script, whose value is in the local {@code result}. */
    List<String> closing() {
        return lines.lines().toList();
    }
}
