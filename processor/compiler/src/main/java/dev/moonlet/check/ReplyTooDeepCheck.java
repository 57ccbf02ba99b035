package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.script.LuaType;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Returning arrays that are nested deeper than the client can read. */
final class ReplyTooDeepCheck implements Check {

    private static final String CODE = "reply-too-deep";

    /** How many nested arrays Lettuce reads. */
    private static final int DEEPEST = 31;

    private static final String RESULT = "the result";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        int declared = script.results().type().accept(new Depth());
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

    /** How many arrays deep a reply of a type is nested. */
    private static final class Depth implements LuaType.Visitor<Integer> {

        @Override
        public Integer scalar(LuaType.Scalar type) {
            return 0;
        }

        @Override
        public Integer optional(LuaType.Optional type) {
            return type.type().accept(this);
        }

        @Override
        public Integer array(LuaType.Array type) {
            return 1 + type.element().accept(this);
        }

        @Override
        public Integer map(LuaType.Map type) {
            return 1 + type.value().accept(this);
        }

        @Override
        public Integer tuple(LuaType.Tuple type) {
            return 1 + deepest(type.elements().stream());
        }

        @Override
        public Integer table(LuaType.Table type) {
            return 1 + deepest(type.fields().stream().map(LuaType.Field::type));
        }

        @Override
        public Integer pairs(LuaType.Pairs type) {
            return 1 + type.value().accept(this);
        }

        @Override
        public Integer union(LuaType.Union type) {
            return (type.tables().size() > 1 ? 1 : 0) + deepest(type.alternatives().stream());
        }

        private int deepest(Stream<LuaType> parts) {
            return parts.mapToInt(part -> part.accept(this)).max().orElse(0);
        }
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
