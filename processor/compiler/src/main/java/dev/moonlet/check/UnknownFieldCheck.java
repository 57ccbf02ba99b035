package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ResultValue;
import dev.moonlet.analysis.TableContent;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.script.LuaType;
import java.util.List;
import java.util.function.Consumer;

/** Returning a table with a field or an element that {@code @return} does not declare, which is then left out. */
final class UnknownFieldCheck implements Check {

    private static final String CODE = "unknown-field";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        for (ResultValue value : script.results().values()) {
            value.table().ifPresent(table -> {
                if (value.present() instanceof LuaType.Table declared) {
                    fields(script, value, table, declared, findings);
                } else if (value.present() instanceof LuaType.Tuple declared) {
                    elements(script, value, table, declared.elements().size(), findings);
                }
            });
        }
    }

    private static void fields(
            AnalyzedScript script,
            ResultValue value,
            TableContent table,
            LuaType.Table declared,
            Consumer<Diagnostic> findings) {
        List<String> names = declared.fields().stream().map(LuaType.Field::name).toList();
        table.named().forEach((name, values) -> {
            boolean nothing = values.stream().allMatch(Expression.Nil.class::isInstance);
            if (!names.contains(name) && !nothing) {
                findings.accept(script.warning(
                                CODE,
                                value.what() + " has no field \"" + name + "\" in @return, so that it is left out",
                                values.get(0))
                        .hint(SpellChecker.didYouMean(name, names).orElse("declare it, or remove it")));
            }
        });
        elements(script, value, table, 0, findings);
    }

    private static void elements(
            AnalyzedScript script, ResultValue value, TableContent table, int count, Consumer<Diagnostic> findings) {
        if (table.positional().size() > count) {
            Expression first = table.positional().get(count);
            findings.accept(script.warning(
                            CODE,
                            value.what() + " has no element " + (count + 1) + " in @return, so that it is left out",
                            first)
                    .hint("declare it, or remove it"));
        }
    }
}
