package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.ConditionWalker;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** An argument or a key that callers may leave out is used where nil fails, and the script has not asked whether it is there. */
final class MissingOptionalCheck implements Check {

    static final String CODE = "missing-optional";

    /** Among the names of fields: one that is not known. */
    static final String ANY_FIELD = "";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<Variable> assigned = assigned(script);
        Map<Variable, Declaration> optional = new HashMap<>();
        for (Variable variable : script.bindings().variables()) {
            script.declaration(variable)
                    .filter(declaration -> declaration.type() instanceof LuaType.Optional)
                    .filter(declaration -> !assigned.contains(variable))
                    .ifPresent(declaration -> optional.put(variable, declaration));
        }
        boolean fields = script.signature().arguments().stream().anyMatch(argument -> mayLackFields(argument.type()));
        if ((fields || !optional.isEmpty()) && !asksForEntries(script)) {
            new OptionalUses(script, optional, askedFields(script), findings)
                    .walk(script.chunk().block());
        }
    }

    /** Whether a table, or one inside of it, has fields that may be left out. */
    private static boolean mayLackFields(LuaType type) {
        LuaType present = type.present();
        if (present instanceof LuaType.Array array) {
            return mayLackFields(array.element());
        }
        return present instanceof LuaType.Table table
                && table.fields().stream()
                        .map(LuaType.Field::type)
                        .anyMatch(field -> field instanceof LuaType.Optional || mayLackFields(field));
    }

    /** The names of the fields that a script asks for; empty names what any field may be called. */
    private static Set<String> askedFields(AnalyzedScript script) {
        Set<String> asked = new HashSet<>();
        Set<Variable> conditional = script.askedVariables();
        Set<Variable> given = givenToFunctions(script);
        new ConditionWalker() {
            private void ask(Expression condition) {
                new Walker() {
                    @Override
                    protected void visit(Expression.Member node) {
                        if (script.places().isCopied(node.start())) {
                            asked.add(node.name().text());
                        }
                        super.visit(node);
                    }

                    @Override
                    protected void visit(Expression.Index node) {
                        if (node.key() instanceof Expression.Str name) {
                            asked.add(name.value());
                        }
                        super.visit(node);
                    }
                }.walk(condition);
            }

            @Override
            protected void condition(Expression condition) {
                ask(condition);
            }

            @Override
            protected void visit(Statement.Local node) {
                for (int i = 0; i < Math.min(node.names().size(), node.values().size()); i++) {
                    if (node.values().get(i) instanceof Expression.Member field
                            && mayBeAsked(node.names().get(i))) {
                        ask(field);
                    }
                }
                super.visit(node);
            }

            /** Whether a condition asks for a local, or a function that it is given may ask, or another value is assigned to it. */
            private boolean mayBeAsked(Name name) {
                return script.bindings()
                        .variable(name)
                        .filter(local -> script.bindings().writes(local) == 0
                                && !conditional.contains(local)
                                && !given.contains(local))
                        .isEmpty();
            }

            @Override
            protected void visit(Expression.Binary node) {
                switch (node.operator()) {
                    case AND, OR, EQUAL, NOT_EQUAL -> {
                        if (depth == 0) {
                            ask(node);
                        }
                        depth++;
                        super.visit(node);
                        depth--;
                    }
                    default -> super.visit(node);
                }
            }

            /** How many of these operators are around: what is inside of one is read once. */
            private int depth;

            @Override
            protected void visit(Expression.Call node) {
                if (script.commands().at(node).isEmpty() && !node.arguments().isEmpty()) {
                    node.arguments().stream()
                            .filter(Expression.Member.class::isInstance)
                            .forEach(this::ask); // the function may ask
                }
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Index node) {
                if (!(node.key() instanceof Expression.Numeral || node.key() instanceof Expression.Str)
                        && script.places().isCopied(node.start())) {
                    asked.add(ANY_FIELD);
                }
                super.visit(node);
            }
        }.walk(script.chunk().block());
        if (script.bindings().globalReads().stream()
                .filter(name -> script.places().isCopied(name.start()))
                .anyMatch(name -> name.name().equals("pairs") || name.name().equals("next"))) {
            asked.add(ANY_FIELD);
        }
        return asked;
    }

    /** The locals that functions are given which are no commands. */
    private static Set<Variable> givenToFunctions(AnalyzedScript script) {
        Set<Variable> given = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (script.commands().at(node).isEmpty()) {
                    for (Expression argument : node.arguments()) {
                        if (argument instanceof Expression.Variable name) {
                            script.bindings().variable(name).ifPresent(given::add);
                        }
                    }
                }
            }
        }.walk(script.chunk().block());
        return given;
    }

    /** Whether lines of files use {@code KEYS} or {@code ARGV} themselves, and may know from there what is left out. */
    private static boolean asksForEntries(AnalyzedScript script) {
        return script.bindings().globalReads().stream()
                .anyMatch(name -> (name.name().equals("KEYS") || name.name().equals("ARGV"))
                        && script.places().isCopied(name.start()));
    }

    /** The locals to which lines of files assign; those that Moonlet adds only read the arguments. */
    private static Set<Variable> assigned(AnalyzedScript script) {
        Set<Variable> assigned = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Statement.Assignment node) {
                for (Expression target : node.targets()) {
                    if (target instanceof Expression.Variable name
                            && script.places().isCopied(target.start())) {
                        script.bindings().variable(name).ifPresent(assigned::add);
                    }
                }
                super.visit(node);
            }
        }.walk(script.chunk().block());
        return assigned;
    }
}
