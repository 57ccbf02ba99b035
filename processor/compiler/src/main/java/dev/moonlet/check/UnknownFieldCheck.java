package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.DeclaredTables;
import dev.moonlet.analysis.ResultValue;
import dev.moonlet.analysis.TableContent;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.script.LuaType;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Returning a table with a field or an element that {@code @return} does not declare, which is then left out; and reading a field
 * of an argument that its declaration does not have, which is always nil.
 */
final class UnknownFieldCheck implements Check {

    private static final String CODE = "unknown-field";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        arguments(script, findings);
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

    private static void arguments(AnalyzedScript script, Consumer<Diagnostic> findings) {
        if (script.signature().arguments().stream()
                .allMatch(argument -> argument.type().present() instanceof LuaType.Scalar)) {
            return;
        }
        DeclaredTables tables = DeclaredTables.of(script);
        Set<String> written = new HashSet<>();
        List<Expression.Member> read = new ArrayList<>();
        new Walker() {
            @Override
            protected void visit(Statement.Assignment node) {
                node.targets().forEach(target -> {
                    if (target instanceof Expression.Member member) {
                        written.add(member.name().text());
                    }
                });
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Member node) {
                read.add(node);
                super.visit(node);
            }
        }.walk(script.chunk().block());
        for (Expression.Member member : read) {
            String name = member.name().text();
            Optional<LuaType> type = tables.type(member.object()).map(LuaType::present);
            if (type.isPresent() && type.get() instanceof LuaType.Array && !written.contains(name)) {
                findings.accept(script.warning(CODE, "this is a list, and has no field \"" + name + "\"", member)
                        .hint("go through it: for _, element in ipairs(…) do"));
            }
            if (type.isPresent() && type.get() instanceof LuaType.Table declared && !written.contains(name)) {
                List<String> names =
                        declared.fields().stream().map(LuaType.Field::name).toList();
                if (!names.contains(name)) {
                    findings.accept(script.warning(
                                    CODE, "@arg declares no field \"" + name + "\" here, so that it is nil", member)
                            .hint(SpellChecker.didYouMean(name, names).orElse("declare it, or remove it"))
                            .meant(
                                    new Span(
                                            member.name().start(), member.name().end()),
                                    SpellChecker.nearest(name, names)));
                }
            }
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
