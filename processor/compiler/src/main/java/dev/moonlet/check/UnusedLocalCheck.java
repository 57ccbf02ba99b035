package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A local, a local function or a parameter whose value is never used. Names that begin with an underscore are meant to be
 * unused, and so are those before a used one in the same list, and what an included file offers. Where a script gives a name to
 * many of its entries, the names say what it takes, and it need not use them all.
 */
final class UnusedLocalCheck implements Check {

    private static final String LOCAL = "unused-local";
    private static final String PARAMETER = "unused-parameter";

    /** How many entries have a name where the names say what a script takes. */
    private static final int MANY = 3;

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<Integer> ofTables = new HashSet<>();
        Set<Variable> handlers = handlers(script);
        Set<Variable> entries = entries(script);
        new Walker() {
            @Override
            protected void visit(Statement.Local node) {
                super.visit(node);
                boolean parts = node.values().size() < node.names().size()
                        && !node.values().isEmpty();
                if (!parts || node.names().stream().noneMatch(this::isRead)) {
                    check(node.names(), LOCAL); // of several results of a call, each has its name
                }
            }

            private boolean isRead(Name name) {
                return script.bindings()
                        .variable(name)
                        .filter(variable -> script.bindings().reads(variable) > 0)
                        .isPresent();
            }

            @Override
            protected void visit(Statement.LocalFunction node) {
                script.bindings()
                        .variable(node.name())
                        .filter(handlers::contains)
                        .ifPresent(handler -> ofTables.add(node.body().start()));
                super.visit(node);
                check(List.of(node.name()), LOCAL);
            }

            /** Functions of tables are called in one way, so their parameters are given. */
            @Override
            protected void visit(Statement.Function node) {
                if (node.target() instanceof Expression.Member || node.target() instanceof Expression.Index) {
                    ofTables.add(node.body().start());
                }
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Table node) {
                node.fields().forEach(field -> {
                    if (field.value() instanceof Expression.Function function) {
                        ofTables.add(function.body().start());
                    }
                });
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Assignment node) {
                for (int i = 0;
                        i < Math.min(node.targets().size(), node.values().size());
                        i++) {
                    if (!(node.targets().get(i) instanceof Expression.Variable)
                            && node.values().get(i) instanceof Expression.Function function) {
                        ofTables.add(function.body().start());
                    }
                }
                super.visit(node);
            }

            @Override
            protected void visit(FunctionBody body) {
                super.visit(body);
                boolean fixed = body.vararg() || ofTables.contains(body.start());
                if (!fixed
                        && script.library()
                                .filter(library -> library.isCallback(body))
                                .isEmpty()) {
                    check(body.parameters(), PARAMETER);
                }
            }

            private void check(List<Name> names, String code) {
                for (int i = names.size() - 1; i >= 0; i--) {
                    Optional<Variable> variable = script.bindings().variable(names.get(i));
                    if (variable.isEmpty() || script.bindings().reads(variable.get()) > 0) {
                        return;
                    }
                    if (isMeant(script, variable.get()) || entries.contains(variable.get())) {
                        continue;
                    }
                    findings.accept(unused(script, variable.get(), code));
                }
            }
        }.walk(script.chunk().block());
    }

    /** The functions that a table holds by their names: {@code { set = on_set }}. */
    private static Set<Variable> handlers(AnalyzedScript script) {
        Set<Variable> handlers = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Expression.Table node) {
                node.fields().forEach(field -> {
                    if (field.value() instanceof Expression.Variable name) {
                        script.bindings().variable(name).ifPresent(handlers::add);
                    }
                });
                super.visit(node);
            }
        }.walk(script.chunk().block());
        return handlers;
    }

    /** The locals that are no more than names of entries: {@code local id = ARGV[2]}. None where there are few. */
    private static Set<Variable> entries(AnalyzedScript script) {
        Set<Variable> entries = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Statement.Local node) {
                for (int i = 0; i < Math.min(node.names().size(), node.values().size()); i++) {
                    if (node.values().get(i) instanceof Expression.Index entry
                            && entry.key() instanceof Expression.Numeral
                            && (script.bindings().isGlobal(entry.object(), "KEYS")
                                    || script.bindings().isGlobal(entry.object(), "ARGV"))) {
                        script.bindings().variable(node.names().get(i)).ifPresent(entries::add);
                    }
                }
                super.visit(node);
            }
        }.walk(script.chunk().block());
        return entries.size() < MANY ? Set.of() : entries;
    }

    private static boolean isMeant(AnalyzedScript script, Variable variable) {
        boolean offered = variable.kind() != Variable.Kind.PARAMETER
                && script.places().isOffered(variable.declaration().start(), variable.name());
        return variable.name().startsWith("_") || offered || !script.isWritten(variable);
    }

    private static Diagnostic unused(AnalyzedScript script, Variable variable, String code) {
        String what =
                switch (variable.kind()) {
                    case FUNCTION -> "function";
                    case PARAMETER -> "parameter";
                    default -> "local";
                };
        String message = script.bindings().writes(variable) > 0
                ? what + " \"" + variable.name() + "\" is assigned to, but its value is never used"
                : what + " \"" + variable.name() + "\" is never used";
        return script.warning(code, message, variable.declaration())
                .hint("remove it, or begin its name with an underscore");
    }
}
