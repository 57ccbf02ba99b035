package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.FieldAccess;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The functions that a script puts into its tables by name, for the calls with a colon, which pass the table. */
final class TableFunctions extends Walker {

    private final AnalyzedScript script;
    private final Map<Variable, Map<String, Optional<FunctionBody>>> functions = new HashMap<>();
    private final Map<Integer, Variable> uses = new HashMap<>();
    private final Set<Integer> understood = new HashSet<>();

    /** The tables into which other code may put something. */
    private final Set<Variable> open = new HashSet<>();

    private TableFunctions(AnalyzedScript script) {
        this.script = script;
    }

    static TableFunctions of(AnalyzedScript script) {
        TableFunctions tables = new TableFunctions(script);
        tables.walk(script.chunk().block());
        tables.uses.forEach((place, table) -> {
            if (!tables.understood.contains(place)) {
                tables.open.add(table);
            }
        });
        return tables;
    }

    /** The function that a method call runs and that was not declared with a colon. */
    Optional<FunctionBody> withoutSelf(Expression.MethodCall call) {
        return local(call.object())
                .filter(table -> !open.contains(table))
                .map(table -> functions
                        .getOrDefault(table, Map.of())
                        .get(call.method().text()))
                .flatMap(found -> found);
    }

    /** Whether a method call is of a table of the script that has no such field. */
    boolean isMissing(Expression.MethodCall call) {
        return local(call.object())
                .filter(table -> !open.contains(table)
                        && script.definitions().resolved(call.object()) instanceof Expression.Table
                        && !functions
                                .getOrDefault(table, Map.of())
                                .containsKey(call.method().text()))
                .isPresent();
    }

    private Optional<Variable> local(Expression expression) {
        return expression instanceof Expression.Variable name
                ? script.bindings()
                        .variable(name)
                        .filter(table -> script.bindings().writes(table) == 0)
                : Optional.empty();
    }

    private void put(Variable table, String name, Optional<FunctionBody> body) {
        functions
                .computeIfAbsent(table, first -> new HashMap<>())
                .merge(name, body, (before, again) -> Optional.empty());
    }

    @Override
    protected void visit(Expression.Variable node) {
        local(node).ifPresent(table -> uses.put(node.start(), table));
    }

    @Override
    protected void visit(Statement.Local node) {
        super.visit(node);
        for (int i = 0; i < Math.min(node.names().size(), node.values().size()); i++) {
            if (node.values().get(i) instanceof Expression.Table table) {
                Optional<Variable> variable =
                        script.bindings().variable(node.names().get(i));
                for (TableField field : table.fields()) {
                    variable.ifPresent(local -> add(local, field));
                }
            }
        }
    }

    private void add(Variable table, TableField field) {
        Optional<FunctionBody> body =
                field.value() instanceof Expression.Function function ? Optional.of(function.body()) : Optional.empty();
        if (field instanceof TableField.Named named) {
            put(table, named.name().text(), body);
        } else if (field instanceof TableField.Keyed keyed) {
            if (keyed.key() instanceof Expression.Str name) {
                put(table, name.value(), body);
            } else {
                open.add(table);
            }
        }
    }

    @Override
    protected void visit(Statement.Assignment node) {
        super.visit(node);
        for (int i = 0; i < node.targets().size(); i++) {
            Expression target = node.targets().get(i);
            Optional<FunctionBody> body =
                    i < node.values().size() && node.values().get(i) instanceof Expression.Function function
                            ? Optional.of(function.body())
                            : Optional.empty();
            Optional<FieldAccess> access = FieldAccess.of(target);
            access.flatMap(field -> local(field.table()))
                    .ifPresent(table -> put(table, access.get().name(), body));
            if (access.isEmpty()
                    && target instanceof Expression.Index element
                    && script.types().of(element.key()).can(ValueType.STRING)) {
                local(element.object()).ifPresent(open::add);
            }
        }
    }

    @Override
    protected void visit(Statement.Function node) {
        super.visit(node);
        FieldAccess.of(node.target()).ifPresent(access -> local(access.table())
                .ifPresent(table ->
                        put(table, access.name(), node.method() ? Optional.empty() : Optional.of(node.body()))));
    }

    @Override
    protected void visit(Expression.Member node) {
        understood.add(node.object().start());
        super.visit(node);
    }

    @Override
    protected void visit(Expression.Index node) {
        understood.add(node.object().start());
        super.visit(node);
    }

    @Override
    protected void visit(Expression.MethodCall node) {
        understood.add(node.object().start());
        super.visit(node);
    }

    @Override
    protected void visit(Expression.Unary node) {
        understood.add(node.operand().start());
        super.visit(node);
    }

    @Override
    protected void visit(Statement.Return node) {
        node.values().forEach(value -> understood.add(value.start()));
        super.visit(node);
    }
}
