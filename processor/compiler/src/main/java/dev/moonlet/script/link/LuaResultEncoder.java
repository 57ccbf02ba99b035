package dev.moonlet.script.link;

import dev.moonlet.script.LuaType;
import dev.moonlet.script.ScriptSignature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the lines of Lua that turn what a script returns into a reply that loses nothing of it: numbers keep their
 * fraction, false is not nil, and the fields of a table arrive in the order of their declaration. Where Redis replies
 * rightly by itself, there are none.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#data-type-conversion">Lua API: data type
 *     conversion</a>
 */
final class LuaResultEncoder {

    /** Results that are right as soon as they are JSON. */
    private static final Set<String> ENCODED = Set.of("json", "json?");

    private final List<String> closing;

    private LuaResultEncoder(List<String> closing) {
        this.closing = List.copyOf(closing);
    }

    /**
     * The encoder of a result.
     *
     * @param result what is declared
     * @param returnsJson whether the script returns nothing but JSON that it encoded itself
     */
    static LuaResultEncoder of(Optional<ScriptSignature.Result> result, boolean returnsJson) {
        Optional<ResultCast> cast =
                result.filter(ScriptSignature.Result::casts).flatMap(declared -> ResultCast.of(declared.type()));
        if (cast.isPresent()) {
            return new LuaResultEncoder(cast.get().closing());
        }
        Optional<LuaType> type = result.map(ScriptSignature.Result::type);
        if (returnsJson && type.map(LuaType::notation).filter(ENCODED::contains).isPresent()) {
            return new LuaResultEncoder(List.of());
        }
        Functions functions = new Functions();
        if (type.filter(LuaResultEncoder::hasJson).isPresent()) {
            functions.json(); // before all else, since it brings what others use too
        }
        Optional<String> function = type.flatMap(functions::encoding);
        List<String> closing = new ArrayList<>();
        if (function.isPresent()) {
            closing.addAll(functions.lines);
            closing.add("return " + function.get() + "(result)");
        }
        return new LuaResultEncoder(closing);
    }

    private static boolean hasJson(LuaType type) {
        if (type instanceof LuaType.Optional optional) {
            return hasJson(optional.type());
        }
        if (type instanceof LuaType.Array array) {
            return hasJson(array.element());
        }
        if (type instanceof LuaType.Map map) {
            return hasJson(map.value());
        }
        if (type instanceof LuaType.Pairs pairs) {
            return hasJson(pairs.value());
        }
        if (type instanceof LuaType.Union union) {
            return union.alternatives().stream().anyMatch(LuaResultEncoder::hasJson);
        }
        if (type instanceof LuaType.Tuple tuple) {
            return tuple.elements().stream().anyMatch(LuaResultEncoder::hasJson);
        }
        if (type instanceof LuaType.Table table) {
            return table.fields().stream().map(LuaType.Field::type).anyMatch(LuaResultEncoder::hasJson);
        }
        return type == LuaType.Scalar.JSON;
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
    private static final class Functions implements LuaType.Visitor<Optional<String>> {

        private final List<String> lines = new ArrayList<>();
        private final Set<String> shared = new HashSet<>();
        private final Map<String, Optional<String>> known = new HashMap<>();
        private int tables;

        /** The name of the function that encodes a type; empty if Redis replies rightly by itself. */
        Optional<String> encoding(LuaType type) {
            Optional<String> function = known.get(type.notation());
            if (function == null) {
                function = type.accept(this);
                known.put(type.notation(), function);
            }
            return function;
        }

        @Override
        public Optional<String> scalar(LuaType.Scalar type) {
            return switch (type) {
                case BOOLEAN -> Optional.of(shared("boolean", LuaResultTexts.BOOLEAN));
                case NUMBER -> Optional.of(shared("number", LuaResultTexts.NUMBER));
                case JSON -> Optional.of(json());
                case MSGPACK -> Optional.of(msgpack());
                case STRING, STATUS, INTEGER, INT64, MILLISECONDS, SECONDS, ANY, NIL -> Optional.empty();
            };
        }

        @Override
        public Optional<String> optional(LuaType.Optional type) {
            return type.type() == LuaType.Scalar.JSON ? Optional.of(optionalJson()) : encoding(type.type());
        }

        @Override
        public Optional<String> table(LuaType.Table type) {
            return Optional.of(record(type.fields().stream()
                    .map(field -> encoded(field.type(), "v." + field.name()) + " or false")
                    .toList()));
        }

        private String json() {
            shared.add("failed");
            return shared("json", JsonLibrary.text());
        }

        private String msgpack() {
            shared("failed", LuaResultTexts.FAILED);
            return shared("msgpack", LuaResultTexts.MSGPACK);
        }

        private String optionalJson() {
            json();
            return shared("optional_json", LuaResultTexts.OPTIONAL_JSON);
        }

        private String shared(String name, String function) {
            if (shared.add(name)) {
                lines.addAll(function.lines().toList());
            }
            return name;
        }

        /** An expression for a value of a type, encoded if that is needed. */
        private String encoded(LuaType type, String value) {
            return encoding(type).map(function -> function + "(" + value + ")").orElse(value);
        }

        @Override
        public Optional<String> array(LuaType.Array type) {
            boolean holes = type.element() instanceof LuaType.Optional;
            if (!holes && encoding(type.element()).isEmpty()) {
                return Optional.empty();
            }
            String value = encoded(type.element(), "v[i]");
            String length = holes ? "table.maxn(v)" : "#v";
            return Optional.of(written("array", LuaResultTexts.ARRAY.replace("LENGTH", length), value));
        }

        @Override
        public Optional<String> map(LuaType.Map type) {
            shared("failed", LuaResultTexts.FAILED);
            return Optional.of(written("map", LuaResultTexts.MAP, encoded(type.value(), "value")));
        }

        @Override
        public Optional<String> pairs(LuaType.Pairs type) {
            boolean holes = type.value() instanceof LuaType.Optional;
            if (!holes
                    && encoding(type.value()).isEmpty()
                    && encoding(type.key()).isEmpty()) {
                return Optional.empty();
            }
            String body = LuaResultTexts.PAIRS
                    .replace("LENGTH", holes ? "table.maxn(v) + table.maxn(v) % 2" : "#v")
                    .replace("MAP_KEY", encoded(type.key(), "k"))
                    .replace("MAP_VALUE", encoded(type.value(), "x"))
                    .replace("KEY", encoded(type.key(), "v[i]"));
            return Optional.of(written("pairs", body, encoded(type.value(), "v[i]")));
        }

        /** Each value is encoded by its own type; a table that could be one of several, with the number of that one. */
        @Override
        public Optional<String> union(LuaType.Union type) {
            List<LuaType.Table> tables = type.tables();
            StringBuilder lines = new StringBuilder();
            boolean tabular = type.alternatives().stream().anyMatch(part -> !(part instanceof LuaType.Scalar));
            if (tabular) {
                lines.append("  if kind == 'table' and marked(v) then return v end\n");
            }
            boolean needed = type.alternatives().contains(LuaType.Scalar.INT64)
                    && !type.alternatives().contains(LuaType.Scalar.INTEGER);
            if (needed) {
                lines.append("  if kind == 'number' then return string.format('%.0f', v) end\n");
            }
            for (LuaType alternative : ordered(type)) {
                if (alternative instanceof LuaType.Table table && tables.size() > 1) {
                    needed = true;
                    String own = table.ownField(tables)
                            .map(field -> " and v." + field.name() + " ~= nil")
                            .orElse("");
                    lines.append("  if kind == 'table'").append(own).append(" then return { ");
                    lines.append(tables.indexOf(table)).append(", ").append(encoded(table, "v"));
                    lines.append(" } end\n");
                } else if (encoding(alternative).isPresent()) {
                    needed = true;
                    lines.append("  if kind == '").append(kind(alternative)).append("' then return ");
                    lines.append(encoded(alternative, "v")).append(" end\n");
                }
            }
            if (needed && tabular) {
                shared("marked", LuaResultTexts.MARKED);
            }
            return needed ? Optional.of(written("union", LuaResultTexts.UNION, lines.toString())) : Optional.empty();
        }

        /** The table that has no field that others lack comes last. */
        private static List<LuaType> ordered(LuaType.Union type) {
            List<LuaType.Table> tables = type.tables();
            return type.alternatives().stream()
                    .sorted(Comparator.comparing(alternative -> alternative instanceof LuaType.Table table
                            && table.ownField(tables).isEmpty()))
                    .toList();
        }

        /** What {@code type} returns for the values of a type that have to be encoded. */
        private static String kind(LuaType type) {
            return type == LuaType.Scalar.BOOLEAN ? "boolean" : type == LuaType.Scalar.NUMBER ? "number" : "table";
        }

        /** Written out where an element has to be encoded, or may be nil and cut what follows it. */
        @Override
        public Optional<String> tuple(LuaType.Tuple type) {
            List<String> values = new ArrayList<>();
            boolean needed = false;
            for (LuaType element : type.elements()) {
                needed |= encoding(element).isPresent() || element instanceof LuaType.Optional;
                values.add(encoded(element, "v[" + (values.size() + 1) + "]") + " or false");
            }
            return needed ? Optional.of(record(values)) : Optional.empty();
        }

        private String record(List<String> values) {
            return written("record", LuaResultTexts.RECORD, String.join(", ", values));
        }

        private String written(String kind, String function, String value) {
            String name = kind + "_" + ++tables;
            lines.addAll(function.replace("NAME", name)
                    .replace("VALUE", value)
                    .lines()
                    .toList());
            return name;
        }
    }
}
