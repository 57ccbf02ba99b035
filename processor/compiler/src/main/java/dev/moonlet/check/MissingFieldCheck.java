package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ResultValue;
import dev.moonlet.analysis.TableContent;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.script.LuaType;
import java.util.function.Consumer;

/** Returning a table without a field or an element that {@code @return} declares. */
final class MissingFieldCheck implements Check {

    private static final String CODE = "missing-field";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        for (ResultValue value : script.results().values()) {
            value.table().ifPresent(table -> {
                if (value.present() instanceof LuaType.Table declared) {
                    fields(script, value, table, declared, findings);
                } else if (value.present() instanceof LuaType.Tuple declared) {
                    elements(script, value, table, declared, findings);
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
        for (LuaType.Field field : declared.fields()) {
            if (!table.mayHave(field.name()) && !field.type().mayBeNil()) {
                findings.accept(script.error(
                                CODE,
                                value.what() + " has a field \"" + field.name() + "\" of "
                                        + field.type().notation() + ", and this table has none",
                                value.value())
                        .hint("add it, or declare " + field.type().notation() + "?"));
            }
        }
    }

    private static void elements(
            AnalyzedScript script,
            ResultValue value,
            TableContent table,
            LuaType.Tuple declared,
            Consumer<Diagnostic> findings) {
        for (int i = table.positional().size(); i < declared.elements().size() && !table.openPositions(); i++) {
            LuaType element = declared.elements().get(i);
            if (!element.mayBeNil()) {
                findings.accept(script.error(
                                CODE,
                                value.what() + " has an element " + (i + 1) + " of " + element.notation()
                                        + ", and this table has "
                                        + table.positional().size() + " of them",
                                value.value())
                        .hint("add it, or declare " + element.notation() + "?"));
            }
        }
    }
}
