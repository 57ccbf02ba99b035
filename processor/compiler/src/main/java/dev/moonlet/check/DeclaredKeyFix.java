package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Fix;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.Declaration;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Declares a key that a script builds: inserts the directive, and uses the declared local where the key was built. */
final class DeclaredKeyFix {

    private DeclaredKeyFix() {}

    /**
     * The fix.
     *
     * @param key the key as a command gets it: the expression that builds it, or the local that holds it
     * @param directive the line that declares it, {@code ---@key name = expression}
     * @return empty if the file with the key declares nothing above, or if the local that holds the key can't be replaced
     */
    static Optional<Fix> of(AnalyzedScript script, Expression key, String directive) {
        SourceFile linked = script.chunk().file();
        Label place = script.places().source(new Span(key.start(), key.end()));
        if (!script.places().isCopied(key.start())) {
            return Optional.empty();
        }
        Optional<Declaration> last = script.signature().declarations().stream()
                .filter(declaration -> declaration.place().file() == place.file())
                .filter(declaration ->
                        declaration.place().span().end() <= place.span().start())
                .max(Comparator.comparingInt(
                        declaration -> declaration.place().span().end()));
        if (last.isEmpty()) {
            return Optional.empty();
        }
        List<Fix.Edit> edits = new ArrayList<>();
        edits.add(declaration(script, place.file(), last.get(), directive));
        if (key instanceof Expression.Variable reference) {
            Optional<Fix.Edit> removal = withoutLocal(script, reference)
                    .filter(edit -> name(directive).equals(reference.name()));
            removal.ifPresent(edits::add);
            return removal.map(edit -> new Fix("declare it: " + directive, edits));
        }
        for (Span use : uses(script, key, place.file())) {
            edits.add(new Fix.Edit(linked, use, name(directive)));
        }
        return Optional.of(new Fix("declare it: " + directive, edits));
    }

    /** Where a file builds the same key: as it is written here, from the same variables. */
    private static List<Span> uses(AnalyzedScript script, Expression key, SourceFile file) {
        List<Span> uses = new ArrayList<>(List.of(span(key)));
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                boolean same = !span(node).equals(span(key))
                        && node.operator() == BinaryOperator.CONCAT
                        && script.text(node).equals(script.text(key))
                        && variables(script, node).equals(variables(script, key))
                        && script.places().isCopied(node.start())
                        && script.places().source(span(node)).file() == file;
                if (same) {
                    uses.add(span(node));
                } else {
                    super.visit(node);
                }
            }
        }.walk(script.chunk().block());
        return uses;
    }

    private static List<Optional<Variable>> variables(AnalyzedScript script, Expression expression) {
        List<Optional<Variable>> variables = new ArrayList<>();
        new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                variables.add(script.bindings().variable(node));
            }
        }.walk(expression);
        return variables;
    }

    private static Span span(Expression expression) {
        return new Span(expression.start(), expression.end());
    }

    /** The line that declares the key: behind the last declaration, or before the first key that may be left out. */
    private static Fix.Edit declaration(AnalyzedScript script, SourceFile file, Declaration last, String directive) {
        Optional<Declaration> optional = script.signature().keys().stream()
                .filter(key -> key.place().file() == file)
                .filter(key -> key.isOptional() || key.rest())
                .min(Comparator.comparingInt(key -> key.place().span().start()));
        if (optional.isPresent()) {
            int start = file.lineStart(file.line(optional.get().place().span().start()));
            return new Fix.Edit(file, new Span(start, start), directive + "\n");
        }
        int end = file.lineEnd(file.line(last.place().span().start()));
        return new Fix.Edit(file, new Span(end, end), "\n" + directive);
    }

    private static String name(String directive) {
        return directive.substring("---@key ".length(), directive.indexOf(" = "));
    }

    /** Removes the statement that declares a local of the key's name, and no other. */
    private static Optional<Fix.Edit> withoutLocal(AnalyzedScript script, Expression.Variable reference) {
        Optional<Variable> variable = script.bindings().variable(reference);
        List<Statement.Local> found = new ArrayList<>();
        new Walker() {
            @Override
            protected void visit(Statement.Local node) {
                super.visit(node);
                if (node.names().size() == 1
                        && variable.isPresent()
                        && script.bindings().variable(node.names().get(0)).equals(variable)) {
                    found.add(node);
                }
            }
        }.walk(script.chunk().block());
        return found.stream().findFirst().flatMap(local -> removed(script, local));
    }

    /** The removal of a statement, with its whole line if nothing else is on it. */
    private static Optional<Fix.Edit> removed(AnalyzedScript script, Statement.Local local) {
        Span linked = new Span(local.start(), local.end());
        Label place = script.places().source(linked);
        SourceFile file = place.file();
        Span span = place.span();
        if (!file.text(span).equals(script.chunk().file().text(linked))) {
            return Optional.empty();
        }
        int line = file.line(span.start());
        boolean alone = line < file.lineCount()
                && file.text(new Span(file.lineStart(line), span.start())).isBlank()
                && file.text(new Span(span.end(), file.lineEnd(line))).isBlank();
        return Optional.of(
                new Fix.Edit(file, alone ? new Span(file.lineStart(line), file.lineStart(line + 1)) : span, ""));
    }
}
