package dev.moonlet.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final List<String> closing;

    private ResultEncoder(List<String> closing) {
        this.closing = List.copyOf(closing);
    }

    /** The encoder of a result that is declared so. */
    static ResultEncoder of(Optional<LuaType> type) {
        Functions functions = new Functions();
        Optional<String> function = type.flatMap(functions::encoding);
        List<String> closing = new ArrayList<>();
        if (function.isPresent()) {
            closing.addAll(functions.lines);
            closing.add("return " + function.get() + "(result)");
        }
        return new ResultEncoder(closing);
    }

    /** Whether the script's value is put into a local named {@code result}, and encoded from there. */
    boolean isNeeded() {
        return !closing.isEmpty();
    }

    /** The lines behind the script. */
    List<String> closing() {
        return closing;
    }

    /** Functions that encode a value of a type; each leaves alone what is of another type, so that Java can say so. */
    private static final class Functions {

        private final List<String> lines = new ArrayList<>();
        private boolean hasBoolean;
        private boolean hasNumber;
        private boolean hasJson;
        private boolean hasFailed;
        private final Map<String, Optional<String>> known = new HashMap<>();
        private int tables;

        /** The name of the function that encodes a type; empty if Redis replies rightly by itself. */
        Optional<String> encoding(LuaType type) {
            Optional<String> function = known.get(type.notation());
            if (function == null) {
                function = written(type);
                known.put(type.notation(), function);
            }
            return function;
        }

        private Optional<String> written(LuaType type) {
            if (type instanceof LuaType.Optional optional) {
                return optional.type() == LuaType.Scalar.JSON ? Optional.of(optionalJson()) : encoding(optional.type());
            }
            if (type instanceof LuaType.Array array) {
                Optional<String> element = encoding(array.element());
                return array.element() instanceof LuaType.Optional
                        ? Optional.of(array(element.orElse(""), "table.maxn(v)"))
                        : element.map(function -> array(function, "#v"));
            }
            if (type instanceof LuaType.Table table) {
                return Optional.of(table(table));
            }
            if (type instanceof LuaType.Map map) {
                return Optional.of(map(encoding(map.value()).orElse("")));
            }
            if (type instanceof LuaType.Tuple tuple) {
                return tuple(tuple);
            }
            return type instanceof LuaType.Scalar scalar ? scalar(scalar) : Optional.empty();
        }

        private Optional<String> scalar(LuaType.Scalar type) {
            return switch (type) {
                case BOOLEAN -> Optional.of(bool());
                case NUMBER -> Optional.of(number());
                case JSON -> Optional.of(json());
                default -> Optional.empty();
            };
        }

        /** Tells an error reply from a table of the script's own that has a field of this name among others. */
        private String failed() {
            if (!hasFailed) {
                lines.add("local function failed(v)");
                lines.add("  if type(v.err) ~= 'string' then return false end");
                lines.add("  return v.ignore_error_stats_update ~= nil or next(v, next(v)) == nil");
                lines.add("end");
                hasFailed = true;
            }
            return "failed";
        }

        private String json() {
            failed();
            if (!hasJson) {
                lines.add("local function json(v)");
                lines.add("  if type(v) == 'string' or type(v) == 'table' and " + failed() + "(v) then return v end");
                lines.add("  return cjson.encode(v)");
                lines.add("end");
                hasJson = true;
            }
            return "json";
        }

        private String map(String value) {
            String failed = failed();
            String name = "map_" + ++tables;
            lines.add("local function " + name + "(v)");
            lines.add("  if type(v) ~= 'table' or " + failed + "(v) then return v end");
            lines.add("  local reply = {}");
            lines.add("  for key, value in pairs(v) do");
            lines.add("    reply[#reply + 1] = tostring(key)");
            lines.add("    reply[#reply + 1] = " + (value.isEmpty() ? "value" : value + "(value)"));
            lines.add("  end");
            lines.add("  return reply");
            lines.add("end");
            return name;
        }

        /** Written out where an element has to be encoded, or may be nil and cut what follows it. */
        private Optional<String> tuple(LuaType.Tuple type) {
            List<String> values = new ArrayList<>();
            boolean needed = false;
            for (LuaType element : type.elements()) {
                String value = "v[" + (values.size() + 1) + "]";
                Optional<String> function = encoding(element);
                needed |= function.isPresent() || element instanceof LuaType.Optional;
                values.add(function.map(f -> f + "(" + value + ")").orElse(value) + " or false");
            }
            return needed ? Optional.of(record(values)) : Optional.empty();
        }

        private String record(List<String> values) {
            String name = "record_" + ++tables;
            lines.add("local function " + name + "(v)");
            lines.add("  if type(v) ~= 'table' or v.err then return v end");
            lines.add("  return { " + String.join(", ", values) + " }");
            lines.add("end");
            return name;
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

        /** What Redis replies for something that is not there is nil too. */
        private String optionalJson() {
            String json = json();
            lines.add("local function optional_json(v)");
            lines.add("  if v then return " + json + "(v) end");
            lines.add("  return v");
            lines.add("end");
            return "optional_json";
        }

        private String array(String element, String length) {
            String name = "array_" + ++tables;
            lines.add("local function " + name + "(v)");
            lines.add("  if type(v) ~= 'table' or v.err then return v end");
            lines.add("  local reply = {}");
            String value = element.isEmpty() ? "v[i]" : element + "(v[i])";
            lines.add("  for i = 1, " + length + " do reply[i] = " + value + " or false end");
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
            return record(values);
        }
    }
}
