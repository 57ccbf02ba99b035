package dev.moonlet.lua.scope;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The local functions of a chunk to which nothing else is assigned, and how they are called. Immutable. */
public final class LocalFunctions {

    private final Bindings bindings;
    private final Map<Variable, FunctionBody> bodies = new LinkedHashMap<>();
    private final Map<Variable, List<List<Expression>>> calls = new HashMap<>();

    private LocalFunctions(Bindings bindings) {
        this.bindings = bindings;
    }

    /** Those of a chunk with these names. */
    public static LocalFunctions of(Block chunk, Bindings bindings) {
        LocalFunctions functions = new LocalFunctions(bindings);
        functions.new Reader().walk(chunk);
        return functions;
    }

    /** The bodies, those inside of others first. */
    public Map<Variable, FunctionBody> bodies() {
        return Collections.unmodifiableMap(bodies);
    }

    /** The function that is called by a name; empty if the callee is another expression, or another function may be assigned to it. */
    public Optional<FunctionBody> called(Expression callee) {
        return callee instanceof Expression.Variable name
                ? bindings.variable(name).map(bodies::get)
                : Optional.empty();
    }

    /** The arguments of each call of a function; none if it is used in another way, so that other code may call it. */
    public List<List<Expression>> calls(Variable function) {
        List<List<Expression>> all = calls.getOrDefault(function, List.of());
        return all.size() == bindings.reads(function) ? Collections.unmodifiableList(all) : List.of();
    }

    private final class Reader extends Walker {

        @Override
        protected void visit(Statement.LocalFunction node) {
            super.visit(node);
            add(node.name(), node.body());
        }

        @Override
        protected void visit(Statement.Local node) {
            super.visit(node);
            for (int i = 0; i < Math.min(node.names().size(), node.values().size()); i++) {
                if (node.values().get(i) instanceof Expression.Function function) {
                    add(node.names().get(i), function.body());
                }
            }
        }

        private void add(Name name, FunctionBody body) {
            bindings.variable(name)
                    .filter(variable -> bindings.writes(variable) == 0)
                    .ifPresent(variable -> bodies.put(variable, body));
        }

        @Override
        protected void visit(Expression.Call node) {
            super.visit(node);
            if (node.callee() instanceof Expression.Variable name) {
                bindings.variable(name).ifPresent(function -> calls.computeIfAbsent(function, f -> new ArrayList<>())
                        .add(node.arguments()));
            }
        }
    }
}
