package dev.moonlet.script.link;

import dev.moonlet.lua.StringLiterals;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.KeyExpression;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.ScriptSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes the line of Lua that replaces a declared key or argument. What callers send is:
 *
 * <ul>
 *   <li>a string as it is, a number or a duration in decimal digits, a boolean as {@code 1} or {@code 0};
 *   <li>a table, and what is declared {@code json}, as JSON;
 *   <li>nothing, where that is allowed, as the empty string; a string is then sent behind {@code =}.
 * </ul>
 *
 * <p>Scripts that call a script pass values of Lua instead, nil among them. They pass no key that is computed: the script does that.
 */
final class LuaArgumentDecoder {

    private final boolean called;
    private final Set<String> declared;

    /**
     * A decoder.
     *
     * @param called whether the script is called by scripts
     * @param declared the names of all declared keys and arguments, which may hide the globals that decode them
     */
    LuaArgumentDecoder(boolean called, Set<String> declared) {
        this.called = called;
        this.declared = Set.copyOf(declared);
    }

    /** A global of Lua, whatever the script's keys and arguments are named. */
    private String global(String name) {
        return declared.contains(name) ? "_G." + name : name;
    }

    /** The number of the entry that a called script takes a declaration from: computed keys are no entries. */
    static int placeOfCalled(List<Declaration> list, int index) {
        return 1
                + (int) list.subList(0, index).stream()
                        .filter(declaration -> !declaration.isComputed())
                        .count();
    }

    /** What a called script computes a key from: its entries, whatever it has done to their locals. */
    private String computed(Declaration key, ScriptSignature signature) {
        List<String> parts = new ArrayList<>();
        key.expression().ifPresent(expression -> expression.parts().forEach(part -> {
            if (part instanceof KeyExpression.Literal literal) {
                parts.add(StringLiterals.quoted(literal.text()));
            } else if (part instanceof KeyExpression.Name named) {
                parts.add(entry(named.name(), signature));
            }
        }));
        return String.join(" .. ", parts);
    }

    private String entry(String name, ScriptSignature signature) {
        for (List<Declaration> list : List.of(signature.keys(), signature.arguments())) {
            for (int i = 0; i < list.size(); i++) {
                Declaration declaration = list.get(i);
                if (declaration.name().equals(name)) {
                    String table = declaration.kind() == Declaration.Kind.KEY ? "KEYS" : "ARGV";
                    return declaration.isComputed()
                            ? computed(declaration, signature)
                            : "(" + value(LuaType.Scalar.STRING, table + "[" + placeOfCalled(list, i) + "]") + ")";
                }
            }
        }
        throw new IllegalStateException("no declaration of " + name);
    }

    /** The line that declares a local, which takes the entry of an index, from 1. */
    String line(Declaration declaration, int index, ScriptSignature signature) {
        String list = declaration.kind() == Declaration.Kind.KEY ? "KEYS" : "ARGV";
        String name = declaration.name();
        if (called && declaration.isComputed()) {
            return "local " + name + " = " + computed(declaration, signature);
        }
        if (declaration.rest() && declaration.type() instanceof LuaType.Array rest) {
            return rest(name, list, index, rest.element());
        }
        String entry = list + "[" + index + "]";
        LuaType type = declaration.type().present();
        if (declaration.isOptional()) {
            return optional(name, type, entry, declaration.defaultValue().orElse("nil"));
        }
        return called && isJson(type)
                ? "local " + name + " = " + entry + " if " + global("type") + "(" + name + ") == 'string' then "
                        + decode(name) + " end"
                : "local " + name + " = " + value(type, entry);
    }

    private String rest(String name, String list, int index, LuaType element) {
        String i = name.equals("i") ? "n" : "i";
        String target = index == 1 ? i : i + " - " + (index - 1);
        return "local " + name + " = {} for " + i + " = " + index + ", #" + list + " do " + name + "[" + target + "] = "
                + value(element, list + "[" + i + "]") + " end";
    }

    private String value(LuaType type, String entry) {
        if (isJson(type)) {
            return global("cjson") + ".decode(" + entry + ")";
        }
        if (type == LuaType.Scalar.BOOLEAN) {
            return called ? entry + " == '1' or " + entry + " == true" : entry + " == '1'";
        }
        if (called && (type == LuaType.Scalar.STRING || type == LuaType.Scalar.INT64)) {
            return global("type") + "(" + entry + ") == 'number' and " + global("string") + ".format('%.17g', " + entry
                    + ") or " + entry;
        }
        return isText(type) ? entry : global("tonumber") + "(" + entry + ")";
    }

    private String optional(String name, LuaType type, String entry, String absent) {
        String local = "local " + name + " = " + entry;
        if (isJson(type)) {
            return called
                    ? local + " if " + name + " == nil or " + name + " == '' then " + name + " = " + absent + " elseif "
                            + global("type") + "(" + name + ") == 'string' then " + decode(name) + " end"
                    : present(name, local, absent, decode(name));
        }
        if (type == LuaType.Scalar.INT64) {
            return "local " + name + " = (" + entry + " or '') ~= '' and " + (called ? "(" : "") + value(type, entry)
                    + (called ? ")" : "") + " or " + absent;
        }
        if (isText(type)) {
            return called
                    ? local + " if " + name + " == nil then " + name + " = " + absent + " elseif " + global("type")
                            + "(" + name + ") == 'number' then " + name + " = " + global("string")
                            + ".format('%.17g', " + name + ") end"
                    : present(name, local, absent, name + " = " + global("string") + ".sub(" + name + ", 2)");
        }
        if (type == LuaType.Scalar.BOOLEAN) {
            return "local " + name + " = " + bool(entry, absent);
        }
        String number = "local " + name + " = " + global("tonumber") + "(" + entry + ")";
        return absent.equals("nil") ? number : number + " or " + absent;
    }

    private static String present(String name, String local, String absent, String decode) {
        return local + " if (" + name + " or '') == '' then " + name + " = " + absent + " else " + decode + " end";
    }

    private String bool(String entry, String absent) {
        return switch (absent) {
            case "false" -> value(LuaType.Scalar.BOOLEAN, entry);
            case "true" -> entry + " ~= '0'" + (called ? " and " + entry + " ~= false" : "");
            default ->
                "({ ['1'] = true, ['0'] = false" + (called ? ", [true] = true, [false] = false" : "") + " })[" + entry
                        + "]";
        };
    }

    private String decode(String name) {
        return name + " = " + global("cjson") + ".decode(" + name + ")";
    }

    private static boolean isJson(LuaType type) {
        return type instanceof LuaType.Array || type == LuaType.Scalar.JSON;
    }

    private static boolean isText(LuaType type) {
        return type == LuaType.Scalar.STRING || type == LuaType.Scalar.INT64 || type == LuaType.Scalar.ANY;
    }
}
