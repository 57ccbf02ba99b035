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

    private final Bindings bindings;
    private final Map<Variable, Set<Variable>> sources = new HashMap<>();

    private DerivedLocals(Bindings bindings) {
        this.bindings = bindings;
    }

    static DerivedLocals of(AnalyzedScript script) {
        DerivedLocals locals = new DerivedLocals(script.bindings());
        locals.new Reader().walk(script.chunk().block());
        return locals;
    }

    /** Whether a local depends on another one, directly or through others. */
    boolean isDerived(Variable local, Variable from) {
        Deque<Variable> open = new ArrayDeque<>(List.of(local));
        Set<Variable> seen = new HashSet<>();
        while (!open.isEmpty()) {
            for (Variable source : sources.getOrDefault(open.pop(), Set.of())) {
                if (source.equals(from)) {
                    return true;
                }
                if (seen.add(source)) {
                    open.push(source);
                }
            }
        }
        return false;
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
                Set<Variable> all = sources.computeIfAbsent(variable, name -> new HashSet<>());
                all.addAll(from);
                around.forEach(all::addAll);
            });
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
