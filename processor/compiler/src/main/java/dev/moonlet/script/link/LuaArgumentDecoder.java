package dev.moonlet.script.link;

import dev.moonlet.lua.StringLiterals;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.KeyExpression;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.ScriptSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the line of Lua that replaces a declared key or argument. What callers send is:
 *
 * <ul>
 *   <li>a string as it is, a number or a duration in decimal digits, a boolean as {@code 1} or {@code 0};
 *   <li>a table, and what is declared {@code json}, as JSON, what is declared {@code msgpack} as MessagePack;
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

    /** The declarations that are entries of their list: a script that is called computes its keys. */
    private List<Declaration> entries(List<Declaration> list) {
        return list.stream()
                .filter(declaration -> !called || !declaration.isComputed())
                .toList();
    }

    private static String table(Declaration declaration) {
        return declaration.kind() == Declaration.Kind.KEY ? "KEYS" : "ARGV";
    }

    private static int indexOf(List<Declaration> list, String name) {
        int index = 0;
        while (!list.get(index).name().equals(name)) {
            index++;
        }
        return index;
    }

    /** The entry of a declaration: {@code KEYS[2]}, or {@code KEYS[#KEYS - 1]} behind one that takes any number. */
    private String entry(Declaration declaration, List<Declaration> list) {
        List<Declaration> entries = entries(list);
        int index = indexOf(entries, declaration.name());
        String table = table(declaration);
        if (entries.subList(0, index).stream().noneMatch(Declaration::rest)) {
            return table + "[" + (index + 1) + "]";
        }
        int behind = entries.size() - 1 - index;
        return table + "[#" + table + (behind == 0 ? "]" : " - " + behind + "]");
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
                    return declaration.isComputed()
                            ? computed(declaration, signature)
                            : "(" + value(LuaType.Scalar.STRING, entry(declaration, list)) + ")";
                }
            }
        }
        throw new IllegalStateException("no declaration of " + name);
    }

    /**
     * The line that declares a local, which takes its entry.
     *
     * @param read whether the script reads {@code ARGV} itself, too
     */
    String line(Declaration declaration, ScriptSignature signature, boolean read) {
        String line = line(declaration, signature);
        List<Declaration> arguments = signature.arguments();
        boolean last = !isKey(declaration)
                && arguments.get(arguments.size() - 1).name().equals(declaration.name());
        return read && last && !called ? line + restored(signature) + trimmed(signature) : line;
    }

    private static boolean isKey(Declaration declaration) {
        return declaration.kind() == Declaration.Kind.KEY;
    }

    /** Gives the entries of arguments that may be left out the text that they have without a declaration. */
    private String restored(ScriptSignature signature) {
        StringBuilder restored = new StringBuilder();
        for (Declaration declaration : signature.arguments()) {
            if (!declaration.isOptional() || declaration.rest()) {
                continue;
            }
            String entry = entry(declaration, signature.arguments());
            LuaType type = declaration.type().present();
            Optional<String> absent = declaration.defaultValue();
            if (type == LuaType.Scalar.STRING || type == LuaType.Scalar.ANY) {
                restored.append(' ').append(entry).append(" = ").append(declaration.name());
                restored.append(absent.isEmpty() ? " or ''" : "");
            } else if (absent.isPresent() && !isEncoded(type)) {
                restored.append(" if ").append(entry).append(" == '' then ").append(entry);
                restored.append(" = ").append(text(type, absent.get())).append(" end");
            }
        }
        return restored.toString();
    }

    /** A default as a caller would send it. */
    private static String text(LuaType type, String value) {
        if (type == LuaType.Scalar.BOOLEAN) {
            return value.equals("true") ? "'1'" : "'0'";
        }
        return type == LuaType.Scalar.INT64 ? value : "'" + value + "'";
    }

    /** Removes what is left out at the end, so that {@code #ARGV} counts the entries that are there. */
    private static String trimmed(ScriptSignature signature) {
        List<Declaration> arguments = signature.arguments();
        StringBuilder trimmed = new StringBuilder();
        int ends = 0;
        for (int i = arguments.size() - 1; i >= 0; i--) {
            Declaration declaration = arguments.get(i);
            if (!(declaration.type() instanceof LuaType.Optional)) {
                break;
            }
            trimmed.append(" if ").append(declaration.name()).append(" == nil then ARGV[");
            trimmed.append(i + 1).append("] = nil");
            ends++;
        }
        return trimmed.append(" end".repeat(ends)).toString();
    }

    private String line(Declaration declaration, ScriptSignature signature) {
        List<Declaration> declared = isKey(declaration) ? signature.keys() : signature.arguments();
        String list = table(declaration);
        String name = declaration.name();
        if (called && declaration.isComputed()) {
            return "local " + name + " = " + computed(declaration, signature);
        }
        if (declaration.rest() && declaration.type() instanceof LuaType.Array rest) {
            List<Declaration> entries = entries(declared);
            int index = indexOf(entries, name);
            return rest(name, list, index + 1, entries.size() - 1 - index, rest.element());
        }
        String entry = entry(declaration, declared);
        LuaType type = declaration.type().present();
        if (isKey(declaration) && declaration.isOptional()) {
            return "local " + name + " = " + value(type, entry);
        }
        if (declaration.isOptional()) {
            return optional(name, type, entry, declaration.defaultValue().orElse("nil"));
        }
        return called && isEncoded(type)
                ? "local " + name + " = " + entry + " if " + global("type") + "(" + name + ") == 'string' then "
                        + decode(type, name) + " end"
                : "local " + name + " = " + value(type, entry);
    }

    private String rest(String name, String list, int index, int behind, LuaType element) {
        String i = name.equals("i") ? "n" : "i";
        String target = index == 1 ? i : i + " - " + (index - 1);
        String last = "#" + list + (behind == 0 ? "" : " - " + behind);
        return "local " + name + " = {} for " + i + " = " + index + ", " + last + " do " + name + "[" + target + "] = "
                + value(element, list + "[" + i + "]") + " end";
    }

    private String value(LuaType type, String entry) {
        if (isEncoded(type)) {
            return decoder(type) + "(" + entry + ")";
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
        if (isEncoded(type)) {
            return called
                    ? local + " if " + name + " == nil or " + name + " == '' then " + name + " = " + absent + " elseif "
                            + global("type") + "(" + name + ") == 'string' then " + decode(type, name) + " end"
                    : present(name, local, absent, decode(type, name));
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

    private String decode(LuaType type, String name) {
        return name + " = " + decoder(type) + "(" + name + ")";
    }

    /** The function that decodes values of a type. */
    private String decoder(LuaType type) {
        return type == LuaType.Scalar.MSGPACK ? global("cmsgpack") + ".unpack" : global("cjson") + ".decode";
    }

    /** Whether values of a type travel as JSON or as MessagePack. */
    private static boolean isEncoded(LuaType type) {
        return !(type instanceof LuaType.Scalar) || type == LuaType.Scalar.JSON || type == LuaType.Scalar.MSGPACK;
    }

    private static boolean isText(LuaType type) {
        return type == LuaType.Scalar.STRING || type == LuaType.Scalar.INT64 || type == LuaType.Scalar.ANY;
    }
}
