package dev.moonlet.cli.catalog;

import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Script;
import dev.moonlet.script.ScriptSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An interface that a script can be bound to, with the usual types. */
final class JavaSignature {

    private static final int LONGEST_LINE = 100;

    private final CatalogScript script;
    private final JavaTypes types = new JavaTypes();

    private JavaSignature(CatalogScript script) {
        this.script = script;
    }

    /** The source of the interface, without imports. */
    static String of(CatalogScript script) {
        return new JavaSignature(script).write();
    }

    private String write() {
        String method = JavaTypes.variable(script.shortName());
        List<String> parameters = parameters();
        String result = result(method);
        String name = JavaTypes.capital(method);
        String declarations = types.declarations().stream()
                .map(declaration -> "\n\n" + declaration.indent(4).stripTrailing())
                .collect(Collectors.joining());
        String call = "    " + result + " " + method + "(" + String.join(", ", parameters) + ");";
        if (call.length() > LONGEST_LINE) {
            call = "    " + result + " " + method + "(\n            " + String.join(",\n            ", parameters)
                    + ");";
        }
        return "@LuaScript(\"" + script.name() + "\")\ninterface " + name + " {\n" + call + declarations + "\n}\n";
    }

    private List<String> parameters() {
        List<Declaration> supplied = script.script().signature().declarations().stream()
                .filter(Declaration::isSupplied)
                .toList();
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < supplied.size(); i++) {
            Declaration declaration = supplied.get(i);
            String name = JavaTypes.variable(declaration.name());
            parameters.add(type(declaration, name, i == supplied.size() - 1) + " " + name);
        }
        return parameters;
    }

    private String type(Declaration declaration, String name, boolean last) {
        if (declaration.rest() && last && declaration.type() instanceof LuaType.Array array) {
            return types.type(array.element(), name) + "...";
        }
        boolean defaulted = declaration.defaultValue().isPresent();
        return types.type(defaulted ? new LuaType.Optional(declaration.type()) : declaration.type(), name);
    }

    private String result(String method) {
        ScriptSignature signature = script.script().signature();
        LuaType type = signature.result().map(ScriptSignature.Result::type).orElse(LuaType.Scalar.ANY);
        String proposed = method + "Result";
        return signature.shard().isEmpty()
                ? types.type(type, proposed)
                : "ShardResults<" + types.boxed(type, proposed) + ">";
    }

    /** Whether a script declares what it takes or returns; else an interface can be anything that fits its text. */
    static boolean isKnown(Script script) {
        return !script.signature().declarations().isEmpty()
                || script.signature().result().isPresent();
    }
}
