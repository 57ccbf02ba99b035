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

/**
 * The tables of a script that locals hold: which functions it puts into them by name, for the calls with a colon, which pass the table, and
 * how often it puts something into them at all.
 */
final class LocalTables extends Walker {

    private final AnalyzedScript script;
    private final Map<Variable, Map<String, Optional<FunctionBody>>> named = new HashMap<>();

    /** The functions that are declared with a colon. */
    private final Map<Variable, Map<String, FunctionBody>> methods = new HashMap<>();

    /** The names that are given something again. */
    private final Map<Variable, Set<String>> again = new HashMap<>();

    private final Map<Integer, Variable> uses = new HashMap<>();
    private final Set<Integer> understood = new HashSet<>();

    /** Functions that put nothing into a table. */
    private static final Set<String> READING = Set.of("ipairs", "next", "pairs", "tostring", "type", "unpack");

    /** The tables into which other code may put something. */
    private final Set<Variable> open = new HashSet<>();

    /** The tables that have fields whose names are not known. */
    private final Set<Variable> unnamed = new HashSet<>();

    /** The tables in which something is put at a string, and those in which it may be put at a number. */
    private final Set<Variable> byName = new HashSet<>();

    private final Set<Variable> numbered = new HashSet<>();

    /** The tables that a colon passes to functions. */
    private final Set<Variable> passed = new HashSet<>();

    /** The names that functions put into what they are given, and whether there are others. */
    private final Set<String> ofGiven = new HashSet<>();

    private boolean anyOfGiven;

    /** What is put into tables is put at such keys. */
    private final Map<Variable, ValueType> keys = new HashMap<>();

    /** How often something is put into each table. */
    private final Map<Variable, Integer> puts = new HashMap<>();

    private LocalTables(AnalyzedScript script) {
        this.script = script;
    }

    static LocalTables of(AnalyzedScript script) {
        LocalTables tables = new LocalTables(script);
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
                .filter(table -> !open.contains(table) && !unnamed.contains(table))
                .map(table ->
                        named.getOrDefault(table, Map.of()).get(call.method().text()))
                .flatMap(found -> found);
    }

    /** The function that a call with a dot runs, and that was declared with a colon. */
    Optional<FunctionBody> method(Expression.Call call) {
        return FieldAccess.of(call.callee()).flatMap(access -> local(access.table())
                .filter(table -> !unnamed.contains(table)
                        && !again.getOrDefault(table, Set.of()).contains(access.name()))
                .map(table -> methods.getOrDefault(table, Map.of()).get(access.name())));
    }

    /** Whether a method call is of a table of the script that has no such field. */
    boolean isMissing(Expression.MethodCall call) {
        return local(call.object())
                .filter(table -> !open.contains(table)
                        && !unnamed.contains(table)
                        && !(passed.contains(table)
                                && (anyOfGiven || ofGiven.contains(call.method().text())))
                        && script.definitions().resolved(call.object()) instanceof Expression.Table
                        && !named.getOrDefault(table, Map.of())
                                .containsKey(call.method().text()))
                .isPresent();
    }

    /** Whether a target is an element of a table that begins empty, and that no other code puts something into. */
    boolean isFilledHereAlone(Expression target) {
        return isFilled(target, 1);
    }

    /** Whether nothing is ever put into the table of an element. */
    boolean isNeverFilled(Expression element) {
        return isFilled(element, 0);
    }

    /** Whether all that is put into a table has a name, which a local or an element of a list holds: {@code t[key] = x}. */
    boolean isFilledByName(Expression table) {
        return local(table)
                .filter(local -> byName.contains(local)
                        && !numbered.contains(local)
                        && !open.contains(local)
                        && !passed.contains(local)
                        && script.definitions().resolved(table) instanceof Expression.Table constructor
                        && constructor.fields().isEmpty())
                .isPresent();
    }

    /** What the keys of a table are, as far as all are known that are put into it; nothing if it is empty. */
    Optional<ValueType> keys(Expression table) {
        return local(table)
                .filter(local -> !open.contains(local)
                        && !passed.contains(local)
                        && script.definitions().resolved(table) instanceof Expression.Table)
                .map(keys::get);
    }

    private void key(Variable table, ValueType key) {
        keys.merge(table, key, ValueType::or);
    }

    private boolean isFilled(Expression element, int times) {
        Expression object = object(element);
        return object.end() < element.end()
                && local(object)
                        .filter(table -> puts.getOrDefault(table, 0) == times
                                && !open.contains(table)
                                && !passed.contains(table)
                                && script.definitions().resolved(object) instanceof Expression.Table constructor
                                && constructor.fields().isEmpty())
                        .isPresent();
    }

    private static Expression object(Expression target) {
        if (target instanceof Expression.Member member) {
            return member.object();
        }
        return target instanceof Expression.Index index ? index.object() : target;
    }

    private Optional<Variable> local(Expression expression) {
        return expression instanceof Expression.Variable name
                ? script.bindings()
                        .variable(name)
                        .filter(table -> script.bindings().writes(table) == 0)
                : Optional.empty();
    }

    private void put(Variable table, String name, Optional<FunctionBody> body) {
        Map<String, Optional<FunctionBody>> fields = named.computeIfAbsent(table, first -> new HashMap<>());
        if (fields.put(name, fields.containsKey(name) ? Optional.empty() : body) != null) {
            again.computeIfAbsent(table, first -> new HashSet<>()).add(name);
        }
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
        if (field instanceof TableField.Keyed keyed) {
            key(table, script.types().of(keyed.key()));
        } else {
            boolean named = field instanceof TableField.Named;
            key(table, ValueType.of(named ? ValueType.STRING : ValueType.NUMBER));
        }
        Optional<FunctionBody> body =
                field.value() instanceof Expression.Function function ? Optional.of(function.body()) : Optional.empty();
        if (field instanceof TableField.Named named) {
            put(table, named.name().text(), body);
        } else if (field instanceof TableField.Keyed keyed) {
            if (keyed.key() instanceof Expression.Str name) {
                put(table, name.value(), body);
            } else {
                unnamed.add(table);
            }
        }
    }

    @Override
    protected void visit(Statement.Assignment node) {
        super.visit(node);
        for (int i = 0; i < node.targets().size(); i++) {
            Expression target = node.targets().get(i);
            if (target instanceof Expression.Index element && !(element.key() instanceof Expression.Str)) {
                ValueType key = script.types().of(element.key());
                boolean name = !(element.key() instanceof Expression.Binary)
                        && key.can(ValueType.STRING)
                        && key.isOnly(ValueType.STRING | ValueType.NIL);
                local(element.object()).ifPresent((name ? byName : numbered)::add);
            }
            if (target instanceof Expression.Index element) {
                local(element.object())
                        .ifPresent(table -> key(table, script.types().of(element.key())));
            } else if (target instanceof Expression.Member element) {
                local(element.object()).ifPresent(table -> key(table, ValueType.of(ValueType.STRING)));
            }
            if (!(target instanceof Expression.Variable)) {
                local(object(target)).ifPresent(table -> puts.merge(table, 1, Integer::sum));
            }
            Optional<FunctionBody> body =
                    i < node.values().size() && node.values().get(i) instanceof Expression.Function function
                            ? Optional.of(function.body())
                            : Optional.empty();
            given(target);
            Optional<FieldAccess> access = FieldAccess.of(target);
            access.flatMap(field -> local(field.table()))
                    .ifPresent(table -> put(table, access.get().name(), body));
            if (access.isEmpty()
                    && target instanceof Expression.Index element
                    && script.types().of(element.key()).can(ValueType.STRING)) {
                local(element.object()).ifPresent(unnamed::add);
            }
        }
    }

    /** Something is put into what a function is given: {@code self.name = …}. */
    private void given(Expression target) {
        boolean parameter = object(target) instanceof Expression.Variable name
                && script.bindings()
                        .variable(name)
                        .filter(local ->
                                local.kind() == Variable.Kind.PARAMETER || local.kind() == Variable.Kind.IMPLICIT)
                        .isPresent();
        if (parameter) {
            FieldAccess.of(target).ifPresentOrElse(access -> ofGiven.add(access.name()), () -> {
                anyOfGiven |= target instanceof Expression.Index;
            });
        }
    }

    @Override
    protected void visit(Statement.Function node) {
        super.visit(node);
        local(object(node.target())).ifPresent(table -> {
            puts.merge(table, 1, Integer::sum);
            key(table, ValueType.of(ValueType.STRING));
        });
        given(node.target());
        if (node.method()) {
            FieldAccess.of(node.target()).ifPresent(access -> local(access.table())
                    .ifPresent(table -> methods.computeIfAbsent(table, first -> new HashMap<>())
                            .put(access.name(), node.body())));
        }
        FieldAccess.of(node.target()).ifPresent(access -> local(access.table())
                .ifPresent(table ->
                        put(table, access.name(), node.method() ? Optional.empty() : Optional.of(node.body()))));
    }

    /** How many functions of the script are around. */
    private int functions;

    @Override
    protected void visit(FunctionBody body) {
        int outer = functions;
        functions += script.places().isCopied(body.start()) ? 1 : 0;
        super.visit(body);
        functions = outer;
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
        local(node.object()).ifPresent(passed::add);
        super.visit(node);
    }

    @Override
    protected void visit(Expression.Unary node) {
        understood.add(node.operand().start());
        super.visit(node);
    }

    @Override
    protected void visit(Expression.Call node) {
        boolean reading = node.callee() instanceof Expression.Variable name
                ? READING.contains(name.name()) && script.bindings().isGlobal(name, name.name())
                : node.callee() instanceof Expression.Member member
                        && (script.bindings().isGlobal(member.object(), "cjson")
                                || (script.bindings().isGlobal(member.object(), "table")
                                        && member.name().text().equals("concat")));
        if (reading) {
            node.arguments().forEach(argument -> understood.add(argument.start()));
        }
        super.visit(node);
    }

    @Override
    protected void visit(Statement.Return node) {
        if (functions == 0) {
            node.values()
                    .forEach(value ->
                            understood.add(value.start())); // the caller of a function may put something into it
        }
        super.visit(node);
    }
}
