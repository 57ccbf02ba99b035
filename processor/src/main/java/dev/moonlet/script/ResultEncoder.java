package dev.moonlet.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the lines of Lua that turn what a script returns into a reply that loses nothing of it: numbers keep their
 * fraction, false is not nil, and the fields of a table arrive in the order of their declaration. Where Redis replies
 * rightly by itself, there are none.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#data-type-conversion">Lua API: data type
 *     conversion</a>
 */
final class ResultEncoder {

    /** The line that begins the function around a script. */
    static final String OPENING = "local result = (function(...)";

    /** Wraps nothing. */
    private static final ResultEncoder NONE = new ResultEncoder(List.of(), List.of());

    private final List<String> opening;
    private final List<String> closing;

    private ResultEncoder(List<String> opening, List<String> closing) {
        this.opening = List.copyOf(opening);
        this.closing = List.copyOf(closing);
    }

    /** The lines around a script whose result is declared so. */
    static ResultEncoder of(Optional<LuaType> type) {
        Functions functions = new Functions();
        Optional<String> function = type.flatMap(functions::encoding);
        if (function.isEmpty()) {
            return NONE;
        }
        List<String> closing = new ArrayList<>();
        closing.add("end)(...)");
        closing.addAll(functions.lines);
        closing.add("return " + function.get() + "(result)");
        return new ResultEncoder(List.of(OPENING), closing);
    }

    /** The lines before the script. */
    List<String> opening() {
        return opening;
    }

    /** The lines behind it. */
    List<String> closing() {
        return closing;
    }

    /** Functions that encode a value of a type; each leaves alone what is of another type, so that Java can say so. */
    private static final class Functions {

        private final List<String> lines = new ArrayList<>();
        private boolean hasBoolean;
        private boolean hasNumber;
        private int tables;

        /** The name of the function that encodes a type; empty if Redis replies rightly by itself. */
        Optional<String> encoding(LuaType type) {
            if (type instanceof LuaType.Optional optional) {
                return encoding(optional.type());
            }
            if (type instanceof LuaType.Array array) {
                return encoding(array.element()).map(this::array);
            }
            if (type instanceof LuaType.Table table) {
                return Optional.of(table(table));
            }
            return type == LuaType.Scalar.BOOLEAN
                    ? Optional.of(bool())
                    : type == LuaType.Scalar.NUMBER ? Optional.of(number()) : Optional.empty();
        }

        private String bool() {
            if (!hasBoolean) {
                lines.add("local function boolean(v)");
                lines.add("  if v == true then return 1 elseif v == false then return 0 end");
                lines.add("  return v");
                lines.add("end");
                hasBoolean = true;
            }
            return "boolean";
        }

        private String number() {
            if (!hasNumber) {
                lines.add("local function number(v)");
                lines.add("  if type(v) == 'number' then return string.format('%.17g', v) end");
                lines.add("  return v");
                lines.add("end");
                hasNumber = true;
            }
            return "number";
        }

        private String array(String element) {
            String name = "array_" + ++tables;
            lines.add("local function " + name + "(v)");
            lines.add("  if type(v) ~= 'table' or v.err then return v end");
            lines.add("  local reply = {}");
            lines.add("  for i = 1, #v do reply[i] = " + element + "(v[i]) or false end");
            lines.add("  return reply");
            lines.add("end");
            return name;
        }

        private String table(LuaType.Table type) {
            List<String> values = new ArrayList<>();
            for (LuaType.Field field : type.fields()) {
                String value = "v." + field.name();
                values.add(
                        encoding(field.type()).map(f -> f + "(" + value + ")").orElse(value) + " or false");
            }
            String name = "record_" + ++tables;
            lines.add("local function " + name + "(v)");
            lines.add("  if type(v) ~= 'table' or v.err then return v end");
            lines.add("  return { " + String.join(", ", values) + " }");
            lines.add("end");
            return name;
        }
    }
}
