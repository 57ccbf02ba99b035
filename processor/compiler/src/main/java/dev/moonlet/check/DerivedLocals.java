package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which locals depend on others: a value or a condition of theirs mentions them. A local that depends on a value may tell whether it is there. */
final class DerivedLocals {

    /** Of more than this it is not found out which. */
    private static final int MAX_DERIVED = 1_000;

    private final Bindings bindings;

    /** The locals that depend directly on each. */
    private final Map<Variable, Set<Variable>> dependent = new HashMap<>();

    /** Those that depend on some, also through others. */
    private final Map<Variable, Set<Variable>> derived = new HashMap<>();

    private DerivedLocals(Bindings bindings) {
        this.bindings = bindings;
    }

    static DerivedLocals of(AnalyzedScript script) {
        DerivedLocals locals = new DerivedLocals(script.bindings());
        locals.new Reader().walk(script.chunk().block());
        return locals;
    }

    /** Whether a local depends on another one, directly or through others; yes, if that one has very many that do. */
    boolean isDerived(Variable local, Variable from) {
        Set<Variable> known = derived.get(from);
        if (known == null) {
            known = derivedFrom(from);
            derived.put(from, known);
        }
        return known.size() > MAX_DERIVED || known.contains(local);
    }

    private Set<Variable> derivedFrom(Variable from) {
        Deque<Variable> open = new ArrayDeque<>(List.of(from));
        Set<Variable> found = new HashSet<>();
        while (!open.isEmpty() && found.size() <= MAX_DERIVED) {
            for (Variable local : dependent.getOrDefault(open.pop(), Set.of())) {
                if (found.add(local)) {
                    open.push(local);
                }
            }
        }
        return found;
    }

    /** The locals that a part of the script mentions. */
    Set<Variable> mentioned(Expression part) {
        Mentions mentions = new Mentions();
        mentions.walk(part);
        return mentions.found;
    }

    private final class Mentions extends Walker {

        private final Set<Variable> found = new HashSet<>();

        @Override
        protected void visit(Expression.Variable node) {
            bindings.variable(node).ifPresent(found::add);
        }
    }

    private final class Reader extends Walker {

        /** What the conditions and loops around mention. */
        private final Deque<Set<Variable>> around = new ArrayDeque<>();

        private void add(Optional<Variable> local, Set<Variable> from) {
            local.ifPresent(variable -> {
                from.forEach(source -> depend(variable, source));
                around.forEach(asked -> asked.forEach(source -> depend(variable, source)));
            });
        }

        private void depend(Variable local, Variable source) {
            dependent.computeIfAbsent(source, name -> new HashSet<>()).add(local);
        }

        private void add(List<Name> names, List<Expression> values) {
            Set<Variable> from = new HashSet<>();
            values.forEach(value -> from.addAll(mentioned(value)));
            names.forEach(name -> add(bindings.variable(name), from));
        }

        @Override
        protected void visit(Statement.Local node) {
            if (node.names().size() == node.values().size()) {
                for (int i = 0; i < node.names().size(); i++) {
                    add(List.of(node.names().get(i)), List.of(node.values().get(i)));
                }
            } else {
                add(node.names(), node.values());
            }
            super.visit(node);
        }

        @Override
        protected void visit(Statement.Assignment node) {
            for (Expression target : node.targets()) {
                Expression base = target;
                while (base instanceof Expression.Index || base instanceof Expression.Member) {
                    base = base instanceof Expression.Index index
                            ? index.object()
                            : ((Expression.Member) base).object();
                }
                if (base instanceof Expression.Variable name) {
                    node.values().forEach(value -> add(bindings.variable(name), mentioned(value)));
                }
            }
            super.visit(node);
        }

        @Override
        protected void visit(Statement.LocalFunction node) {
            Mentions mentions = new Mentions();
            mentions.walk(node.body().block());
            add(bindings.variable(node.name()), mentions.found);
            super.visit(node);
        }

        @Override
        protected void visit(Statement.GenericFor node) {
            add(node.variables(), node.values());
            Set<Variable> from = new HashSet<>();
            node.values().forEach(value -> from.addAll(mentioned(value)));
            within(from, () -> super.visit(node));
        }

        @Override
        protected void visit(Statement.NumericFor node) {
            Set<Variable> from = mentioned(node.limit());
            add(bindings.variable(node.variable()), from);
            within(from, () -> super.visit(node));
        }

        @Override
        protected void visit(Statement.While node) {
            within(mentioned(node.condition()), () -> super.visit(node));
        }

        @Override
        protected void visit(Statement.If node) {
            Set<Variable> asked = new HashSet<>();
            node.branches().forEach(branch -> asked.addAll(mentioned(branch.condition())));
            within(asked, () -> super.visit(node));
        }

        private void within(Set<Variable> asked, Runnable walk) {
            around.push(asked);
            walk.run();
            around.pop();
        }
    }
}
