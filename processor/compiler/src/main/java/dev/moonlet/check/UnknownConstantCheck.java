package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.script.JavaEnum;
import dev.moonlet.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Naming a constant that an enum of Java does not have. */
final class UnknownConstantCheck implements Check {

    private static final String CODE = "unknown-constant";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        if (script.constants().isEmpty()) {
            return;
        }
        new Walker() {
            @Override
            protected void visit(Expression.Member node) {
                super.visit(node);
                if (node.object() instanceof Expression.Variable table) {
                    script.javaEnum(table)
                            .ifPresent(type -> check(
                                    type,
                                    node,
                                    node.name().text(),
                                    Optional.of(new Span(
                                            node.name().start(), node.name().end()))));
                }
            }

            @Override
            protected void visit(Expression.Index node) {
                super.visit(node);
                if (node.object() instanceof Expression.Variable table && node.key() instanceof Expression.Str key) {
                    script.javaEnum(table).ifPresent(type -> check(type, node, key.value(), inner(key)));
                }
            }

            /** What is between the quotes; empty for a string in long brackets. */
            private Optional<Span> inner(Expression.Str text) {
                return script.chunk().file().text().charAt(text.start()) == '['
                        ? Optional.empty()
                        : Optional.of(new Span(text.start() + 1, text.end() - 1));
            }

            private void check(JavaEnum type, Expression node, String name, Optional<Span> written) {
                List<String> names =
                        type.constants().stream().map(JavaEnum.Constant::name).toList();
                if (!names.contains(name)) {
                    Diagnostic found = script.error(
                                    CODE, "enum " + type.name() + " has no constant \"" + name + "\"", node)
                            .hint(SpellChecker.didYouMean(name, names));
                    findings.accept(written.map(span -> found.meant(span, SpellChecker.nearest(name, names)))
                            .orElse(found));
                }
            }
        }.walk(script.chunk().block());
    }
}
