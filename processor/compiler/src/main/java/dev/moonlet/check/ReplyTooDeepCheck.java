package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.script.LuaType;
import java.util.function.Consumer;

/** Returning arrays that are nested deeper than the client can read. */
final class ReplyTooDeepCheck implements Check {

    private static final String CODE = "reply-too-deep";

    /** How many nested arrays Lettuce reads. */
    private static final int DEEPEST = 31;

    private static final String RESULT = "the result";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        int declared = depth(script.results().type());
        script.results().values().stream()
                .filter(value -> value.what().equals(RESULT) && value.whole())
                .filter(value ->
                        Math.max(declared, value.type() == LuaType.Scalar.ANY ? depth(value.value()) : 0) > DEEPEST)
                .forEach(value -> findings.accept(script.warning(
                                CODE,
                                "the reply is nested more than " + DEEPEST + " arrays deep, which Lettuce can't read",
                                value.value())
                        .hint("declare ---@return json and return cjson.encode(…), which is one string")));
    }

    private static int depth(LuaType type) {
        if (type instanceof LuaType.Optional optional) {
            return depth(optional.type());
        }
        if (type instanceof LuaType.Array array) {
            return 1 + depth(array.element());
        }
        if (type instanceof LuaType.Map map) {
            return 1 + depth(map.value());
        }
        if (type instanceof LuaType.Tuple tuple) {
            return 1
                    + tuple.elements().stream()
                            .mapToInt(ReplyTooDeepCheck::depth)
                            .max()
                            .orElse(0);
        }
        if (type instanceof LuaType.Table table) {
            return 1
                    + table.fields().stream()
                            .mapToInt(field -> depth(field.type()))
                            .max()
                            .orElse(0);
        }
        return 0;
    }

    /** How deep a table is nested that is written where it is returned; Redis replies its elements without a name. */
    private static int depth(Expression value) {
        return value instanceof Expression.Table table
                ? 1
                        + table.fields().stream()
                                .filter(TableField.Positional.class::isInstance)
                                .mapToInt(field -> depth(field.value()))
                                .max()
                                .orElse(0)
                : 0;
    }
}
