package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The types of what declared arguments hold: of their fields and elements, also in locals and in loops over them. */
public final class DeclaredTables {

    /** Longer chains of fields are not followed. */
    private static final int MAX_DEPTH = 50;

    private final AnalyzedScript script;
    private final Bindings bindings;
    private final Map<Variable, LuaType> locals = new HashMap<>();

    /** The names of fields that the script assigns to. */
    private final Set<String> replaced = new HashSet<>();

    private DeclaredTables(AnalyzedScript script) {
        this.script = script;
        this.bindings = script.bindings();
    }

    /** The types in a script. */
    public static DeclaredTables of(AnalyzedScript script) {
        DeclaredTables tables = new DeclaredTables(script);
        if (!script.signature().arguments().isEmpty()) {
            tables.addArguments();
            tables.new Locals().walk(script.chunk().block());
        }
        return tables;
    }

    /** The type of an expression; empty if it is not a part of a declared argument. */
    public Optional<LuaType> type(Expression expression) {
        return type(expression, 0);
    }

    private Optional<LuaType> type(Expression expression, int depth) {
        if (depth > MAX_DEPTH) {
            return Optional.empty();
        }
        if (expression instanceof Expression.Parenthesized inner) {
            return type(inner.inner(), depth + 1);
        }
        if (expression instanceof Expression.Variable variable) {
            return bindings.variable(variable).flatMap(local -> Optional.ofNullable(locals.get(local)));
        }
        if (expression instanceof Expression.Member member) {
            return type(member.object(), depth + 1)
                    .filter(type -> !replaced.contains(member.name().text()))
                    .flatMap(type -> field(type.present(), member.name().text()))
                    .or(() -> script.definitions()
                            .field(member.object(), member.name().text())
                            .flatMap(value -> type(value, depth + 1)));
        }
        return expression instanceof Expression.Index index
                ? type(index.object(), depth + 1).flatMap(type -> element(type.present()))
                : Optional.empty();
    }

    private static Optional<LuaType> field(LuaType type, String name) {
        if (type instanceof LuaType.Map map) {
            return Optional.of(new LuaType.Optional(map.value()));
        }
        return type instanceof LuaType.Table table
                ? table.fields().stream()
                        .filter(field -> field.name().equals(name))
                        .map(LuaType.Field::type)
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<LuaType> element(LuaType type) {
        if (type instanceof LuaType.Map map) {
            return Optional.of(map.value());
        }
        return type instanceof LuaType.Array array ? Optional.of(array.element()) : Optional.empty();
    }

    /** Adds the arguments that nothing assigns to but the line that declares them, because they may be left out. */
    private void addArguments() {
        Map<Variable, Integer> own = new HashMap<>();
        new Walker() {
            @Override
            protected void visit(Statement.Assignment node) {
                node.targets().forEach(target -> {
                    if (target instanceof Expression.Variable reference) {
                        bindings.variable(reference)
                                .filter(variable -> line(node.start())
                                        == line(variable.declaration().start()))
                                .ifPresent(variable -> own.merge(variable, 1, Integer::sum));
                    }
                });
                super.visit(node);
            }
        }.walk(script.chunk().block());
        for (Variable variable : bindings.variables()) {
            script.declaration(variable)
                    .filter(declaration -> declaration.kind() == Declaration.Kind.ARGUMENT)
                    .filter(declaration -> bindings.writes(variable) == own.getOrDefault(variable, 0))
                    .ifPresent(declaration -> locals.put(variable, declaration.type()));
        }
    }

    private int line(int offset) {
        return script.linkedLine(offset);
    }

    /** Finds locals and loop variables that hold parts of declared arguments. */
    private final class Locals extends Walker {

        @Override
        protected void visit(Statement.Assignment node) {
            for (Expression target : node.targets()) {
                FieldAccess.of(target).map(FieldAccess::name).ifPresent(replaced::add);
            }
            super.visit(node);
        }

        @Override
        protected void visit(Statement.Local node) {
            for (int i = 0; i < Math.min(node.names().size(), node.values().size()); i++) {
                Name name = node.names().get(i);
                type(node.values().get(i)).ifPresent(type -> add(name, type));
            }
            super.visit(node);
        }

        @Override
        protected void visit(Statement.GenericFor node) {
            if (node.variables().size() == 2
                    && node.values().get(0) instanceof Expression.Call call
                    && call.arguments().size() == 1
                    && (bindings.isGlobal(call.callee(), "ipairs") || bindings.isGlobal(call.callee(), "pairs"))) {
                type(call.arguments().get(0))
                        .flatMap(type -> element(type.present()))
                        .ifPresent(type -> add(node.variables().get(1), type));
            }
            super.visit(node);
        }

        /** {@code table.sort(list, function(a, b) … end)} */
        @Override
        protected void visit(Expression.Call node) {
            if (node.callee() instanceof Expression.Member sort
                    && sort.name().text().equals("sort")
                    && bindings.isGlobal(sort.object(), "table")
                    && node.arguments().size() == 2
                    && script.functions().at(node.arguments().get(1)).isPresent()) {
                type(node.arguments().get(0))
                        .flatMap(type -> element(type.present()))
                        .ifPresent(type -> script.functions()
                                .at(node.arguments().get(1))
                                .ifPresent(comparator -> comparator.parameters().forEach(name -> add(name, type))));
            }
            super.visit(node);
        }

        private void add(Name name, LuaType type) {
            bindings.variable(name)
                    .filter(variable -> bindings.writes(variable) == 0)
                    .ifPresent(variable -> locals.put(variable, type));
        }
    }
}
