package dev.moonlet.cli.catalog;

import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.SourceVersion;

/** The usual Java type for each declared one. Types with parts get a name, and are declared beside the method. */
final class JavaTypes implements LuaType.Visitor<String> {

    private static final Map<LuaType.Scalar, String> SCALARS = Map.ofEntries(
            Map.entry(LuaType.Scalar.STRING, "String"),
            Map.entry(LuaType.Scalar.STATUS, "String"),
            Map.entry(LuaType.Scalar.INTEGER, "long"),
            Map.entry(LuaType.Scalar.INT64, "long"),
            Map.entry(LuaType.Scalar.NUMBER, "double"),
            Map.entry(LuaType.Scalar.BOOLEAN, "boolean"),
            Map.entry(LuaType.Scalar.MILLISECONDS, "Duration"),
            Map.entry(LuaType.Scalar.SECONDS, "Duration"),
            Map.entry(LuaType.Scalar.JSON, "Object"),
            Map.entry(LuaType.Scalar.MSGPACK, "Object"),
            Map.entry(LuaType.Scalar.ANY, "Object"),
            Map.entry(LuaType.Scalar.NIL, "void"));

    private static final Map<String, String> BOXES =
            Map.of("long", "Long", "double", "Double", "boolean", "Boolean", "void", "Void");

    private final Map<String, String> declared = new LinkedHashMap<>();
    private String name = "";

    /**
     * The Java type of a declared one.
     *
     * @param proposed what it is called if it needs a name, in the form of a variable
     */
    String type(LuaType type, String proposed) {
        name = capital(proposed);
        return type.accept(this);
    }

    /** The declarations of the types that have got a name. */
    List<String> declarations() {
        return List.copyOf(declared.values());
    }

    /** A name of Lua as one of Java. */
    static String variable(String lua) {
        String java = Names.camelCase(lua.replaceAll("[^A-Za-z0-9_$]", "_"));
        return SourceVersion.isName(java) ? java : java + "_";
    }

    static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** The type as an argument of another one. */
    String boxed(LuaType type, String proposed) {
        String java = type(type, proposed);
        return BOXES.getOrDefault(java, java);
    }

    @Override
    public String scalar(LuaType.Scalar type) {
        return SCALARS.getOrDefault(type, "Object");
    }

    @Override
    public String optional(LuaType.Optional type) {
        return "Optional<" + boxed(type.type(), name) + ">";
    }

    @Override
    public String array(LuaType.Array type) {
        return "List<" + boxed(type.element(), name) + ">";
    }

    @Override
    public String map(LuaType.Map type) {
        return "Map<String, " + boxed(type.value(), name) + ">";
    }

    @Override
    public String pairs(LuaType.Pairs type) {
        return "Map<" + boxed(type.key(), name) + ", " + boxed(type.value(), name) + ">";
    }

    @Override
    public String tuple(LuaType.Tuple type) {
        String own = name;
        return declare(own, elements(type, own));
    }

    @Override
    public String table(LuaType.Table type) {
        String own = name;
        return declare(own, fields(type, own));
    }

    private String declare(String own, String components) {
        declared.put(own, "record " + own + "(" + components + ") {}");
        return own;
    }

    @Override
    public String union(LuaType.Union type) {
        String own = name;
        List<LuaType> cases = type.alternatives().stream()
                .filter(alternative -> alternative != LuaType.Scalar.NIL)
                .toList();
        String records = IntStream.range(0, cases.size())
                .mapToObj(i -> "    record Case" + (i + 1) + components(cases.get(i), own + (i + 1)) + " implements "
                        + own + " {}\n")
                .collect(Collectors.joining());
        declared.put(own, "sealed interface " + own + " {\n" + records + "}");
        return cases.size() < type.alternatives().size() ? "Optional<" + own + ">" : own;
    }

    /** The components of a record that is read from a type. */
    private String components(LuaType type, String proposed) {
        if (type instanceof LuaType.Table table) {
            return "(" + fields(table, proposed) + ")";
        }
        return type instanceof LuaType.Tuple tuple
                ? "(" + elements(tuple, proposed) + ")"
                : "(" + type(type, proposed) + " value)";
    }

    private String fields(LuaType.Table type, String own) {
        return type.fields().stream()
                .map(field -> type(field.type(), own + capital(variable(field.name()))) + " " + variable(field.name()))
                .collect(Collectors.joining(", "));
    }

    private String elements(LuaType.Tuple type, String own) {
        return IntStream.range(0, type.elements().size())
                .mapToObj(i -> type(type.elements().get(i), own + (i + 1)) + " value" + (i + 1))
                .collect(Collectors.joining(", "));
    }
}
