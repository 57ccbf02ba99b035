package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ResultValue;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.script.LuaType;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Returning a table with named fields where Redis replies an array of the others. */
final class LostFieldCheck implements Check {

    private static final String CODE = "lost-field";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        for (ResultValue value : script.results().values()) {
            LuaType type = value.present();
            boolean sequence =
                    type instanceof LuaType.Array || type instanceof LuaType.Tuple || type instanceof LuaType.Pairs;
            if ((!sequence && type != LuaType.Scalar.ANY)
                    || value.table().filter(table -> !table.isMarked()).isEmpty()) {
                continue;
            }
            Map<String, List<Expression>> fields = value.table().get().named();
            List<String> names = List.copyOf(fields.keySet());
            if (!names.isEmpty() && !isModule(script, fields)) {
                String declared = sequence ? value.what() + " is " + type.notation() + ", and " : "";
                findings.accept(script.warning(
                                CODE,
                                declared + "Redis leaves out the field \"" + names.get(0)
                                        + "\": it replies the elements of a table alone",
                                value.value())
                        .hint(hint(script, names.get(0))));
            }
        }
    }

    /** Whether a table has functions, which mean nothing to Redis: the file is one that others require. */
    private static boolean isModule(AnalyzedScript script, Map<String, List<Expression>> fields) {
        return fields.values().stream()
                .flatMap(List::stream)
                .anyMatch(value -> value instanceof Expression.Function
                        || value instanceof Expression.Vararg // as methods are
                        || script.types().of(value).isOnly(ValueType.FUNCTION));
    }

    private static String hint(AnalyzedScript script, String field) {
        String element = "return " + field + " as an element";
        return script.library().isPresent() ? element : "declare ---@return { " + field + ": … }, or " + element;
    }
}
