package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.LuaType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Follows values from where they come to where they are used: through locals, {@code if}, {@code and} and {@code or}. It
 * knows something of an expression only where that is certain on every way that leads there.
 */
final class FlowAnalyzer extends ControlFlow {

    /** Of a function that never returns. */
    private static final ValueType NOTHING = ValueType.of(0);

    /** What functions are given that are called more often is not looked at. */
    private static final int MAX_GIVEN = 100;

    private final Exits exits;
    private final ScriptFunctions functions;

    /** What functions that were analyzed return, by where they begin. */
    private final Map<Integer, ValueType> results = new HashMap<>();

    /** What functions demand of their parameters, by where they begin. */
    private final Map<Integer, Map<Variable, Integer>> demands = new HashMap<>();

    /** The tables that parameters are given. */
    private final Map<Variable, List<TableContent>> tablesGiven = new HashMap<>();

    /** Where the function begins that is analyzed. */
    private int function = -1;

    /** The functions around that one, by where they begin. */
    private final Deque<Integer> around = new ArrayDeque<>();

    /** The functions in which values are assigned to fields and elements. */
    private final IdentityHashMap<Expression, Integer> assigned = new IdentityHashMap<>();

    /** What the function that is analyzed returns so far; no kind until it is known to return. */
    private ValueType returned = NOTHING;

    /** The types of the locals that directives declare. */
    private final Map<Variable, ValueType> declared;

    /** What the results of calls of {@code pcall} are, by the locals that tell whether they raised errors. */
    private final Map<Variable, Outcome> outcomes = new HashMap<>();

    /**
     * What a call of {@code pcall} gives second.
     *
     * @param local the local that gets it
     * @param result what it is if there was no error
     * @param error what it is if there was one
     */
    private record Outcome(Variable local, ValueType result, ValueType error) {}

    /** What parameters are, as far as all calls of their functions are known. */
    private final Map<Variable, ValueType> given = new HashMap<>();

    /** The types of what is in declared tables. */
    private final DeclaredTables tables;

    private FlowAnalyzer(
            Bindings bindings,
            Definitions definitions,
            CallTypes calls,
            Exits exits,
            ScriptFunctions functions,
            Map<Variable, ValueType> declared,
            DeclaredTables tables,
            StoredValues stored) {
        super(bindings, definitions, calls, stored);
        this.exits = exits;
        this.functions = functions;
        this.declared = declared;
        this.tables = tables;
    }

    /** Analyzes a chunk with what else is known of it. */
    static ValueTypes analyze(
            Block chunk,
            Bindings bindings,
            Definitions definitions,
            Exits exits,
            CommandCalls commands,
            ScriptFunctions functions,
            Map<Variable, ValueType> declared,
            DeclaredTables tables,
            StoredValues stored,
            Optional<LibraryFunctions> library) {
        CallTypes calls = new CallTypes(
                bindings, commands, AskedElements.of(chunk, bindings), CallTypes.setsProtocol(chunk, bindings));
        FlowAnalyzer first = new FlowAnalyzer(bindings, definitions, calls, exits, functions, declared, tables, stored);
        first.give(chunk, library);
        first.walk(chunk);
        Map<Variable, ValueType> given = first.given();
        if (given.isEmpty()) {
            return new ValueTypes(first.types, first.elements, first.named());
        }
        FlowAnalyzer second =
                new FlowAnalyzer(bindings, definitions, calls, exits, functions, declared, tables, stored);
        second.give(chunk, library);
        second.given.putAll(given);
        second.walk(chunk);
        return new ValueTypes(second.types, second.elements, second.named());
    }

    /** Redis gives the functions of a library two tables: their keys and their arguments. */
    private void give(Block chunk, Optional<LibraryFunctions> library) {
        library.ifPresent(found -> found.callbacks().stream()
                .filter(function -> function.start() > chunk.start())
                .flatMap(function -> function.parameters().stream().limit(2))
                .flatMap(parameter -> bindings.variable(parameter).stream())
                .filter(parameter -> bindings.writes(parameter) == 0)
                .forEach(parameter -> given.put(parameter, ValueType.of(ValueType.TABLE))));
    }

    /** What parameters are of which all calls are known. */
    private Map<Variable, ValueType> given() {
        Map<Variable, ValueType> found = new HashMap<>();
        for (FunctionBody function : functions.all()) {
            List<List<Expression>> all = functions.isWritten(function) ? functions.calls(function) : List.of();
            for (int i = 0; i < function.parameters().size() && !all.isEmpty(); i++) {
                ValueType type = NOTHING;
                for (List<Expression> arguments : all) {
                    ValueType argument = argument(arguments, i);
                    type = type.kinds() == 0 ? argument : type.or(argument);
                    type = argument.isOnly(ValueType.NIL)
                            ? ValueType.ANY.or(type)
                            : type; // another check speaks of that
                }
                ValueType known = type;
                if (known.kinds() != ValueType.ALL) {
                    bindings.variable(function.parameters().get(i)).ifPresent(local -> found.put(local, known));
                }
            }
        }
        return found;
    }

    private ValueType argument(List<Expression> arguments, int index) {
        int last = arguments.size() - 1;
        if (index <= last) {
            boolean open = index == last && CallTypes.isMultiple(arguments.get(index), bindings);
            return open ? ValueType.ANY : types.getOrDefault(arguments.get(index), ValueType.ANY);
        }
        return last >= 0 && CallTypes.isMultiple(arguments.get(last), bindings)
                ? ValueType.ANY
                : ValueType.of(ValueType.NIL);
    }

    @Override
    protected void visit(Statement.Local node) {
        ValueType[] values = evaluate(node.values(), node.names().size());
        unpack(node, values);
        outcome(node);
        for (int i = 0; i < values.length; i++) {
            ValueType value = values[i];
            bindings.variable(node.names().get(i))
                    .ifPresent(variable -> learn(variable, declared.getOrDefault(variable, value)));
        }
    }

    /** {@code local ok, res = pcall(redis.call, …)} */
    private void outcome(Statement.Local node) {
        if (node.names().size() < 2
                || node.values().size() != 1
                || !calls.isCallOf(node.values().get(0), "pcall")) {
            return;
        }
        Optional<Variable> told = bindings.variable(node.names().get(0));
        Optional<Variable> local = bindings.variable(node.names().get(1));
        if (told.filter(variable -> bindings.writes(variable) == 0).isPresent()
                && local.filter(variable -> bindings.writes(variable) == 0).isPresent()) {
            Expression.Call call = (Expression.Call) node.values().get(0);
            outcomes.put(told.get(), new Outcome(local.get(), calls.outcome(call), calls.raised(call)));
        }
    }

    @Override
    void told(Variable variable, ValueType type) {
        Outcome outcome = outcomes.get(variable);
        if (outcome == null || !type.can(ValueType.BOOLEAN)) {
            return;
        }
        ValueType before = known.getOrDefault(outcome.local(), ValueType.ANY);
        if (!type.can(ValueType.FALSE)) {
            learn(outcome.local(), outcome.result().narrowed(before.kinds()));
        } else if (!type.can(ValueType.TRUE)) {
            learn(outcome.local(), outcome.error().narrowed(before.kinds()));
        }
    }

    private ValueType[] evaluate(List<Expression> values, int count) {
        ValueType[] types = new ValueType[count];
        boolean open = false;
        for (int i = 0; i < values.size(); i++) {
            ValueType type = evaluate(values.get(i));
            open = CallTypes.isMultiple(values.get(i), bindings);
            if (i < count) {
                types[i] = type;
            }
        }
        for (int i = values.size(); i < count; i++) {
            types[i] = open ? ValueType.ANY : ValueType.of(ValueType.NIL);
        }
        return types;
    }

    /** Gives locals what {@code unpack} gives them. If the script asks for one of them, it knows of the others by that. */
    private void unpack(Statement.Local node, ValueType[] values) {
        int from = node.values().size() - 1;
        if (from < 0 || from >= values.length) {
            return;
        }
        Expression last = node.values().get(from);
        boolean asked =
                bindings.variable(node.names().get(from)).filter(lists::isAsked).isPresent();
        definitions.listOf(last, Definitions.UNPACKING).ifPresent(list -> {
            ValueType type = types.getOrDefault(list, ValueType.ANY);
            for (int i = from; i < values.length; i++) {
                ValueType value = lists.unpacked(list, type, i - from + 1, definitions);
                values[i] = asked ? ValueType.of(value.kinds()) : value;
            }
        });
    }

    @Override
    protected void visit(Statement.Assignment node) {
        for (Expression target : node.targets()) {
            if (!(target instanceof Expression.Variable)) {
                walk(target);
            }
        }
        node.values().forEach(value -> assigned.put(value, function));
        ValueType[] values = evaluate(node.values(), node.targets().size());
        for (int i = 0; i < values.length; i++) {
            if (node.targets().get(i) instanceof Expression.Variable target) {
                ValueType value = values[i];
                bindings.variable(target).ifPresent(variable -> learn(variable, value));
            }
        }
    }

    @Override
    protected void visit(Statement.LocalFunction node) {
        learn(node.name(), ValueType.of(ValueType.FUNCTION));
        visit(node.body());
    }

    @Override
    protected void visit(Statement.Function node) {
        if (node.target() instanceof Expression.Variable target) {
            bindings.variable(target).ifPresent(variable -> learn(variable, ValueType.of(ValueType.FUNCTION)));
        } else {
            walk(node.target());
        }
        visit(node.body());
    }

    @Override
    protected void visit(Statement.Call node) {
        walk(node.call());
        if (exits.leaves(node)) {
            reachable = false;
        } else if (calls.isCallOf(node.call(), "assert")) {
            List<Expression> arguments = ((Expression.Call) node.call()).arguments();
            if (!arguments.isEmpty()) {
                narrow(arguments.get(0), true);
            }
        } else if (node.call() instanceof Expression.Call call) {
            function(call.callee()).ifPresent(body -> {
                Map<Variable, Integer> parameters =
                        demands.computeIfAbsent(body.start(), start -> Conditions.demands(body, exits, this));
                learn(Conditions.given(parameters, body, call, this));
            });
        }
    }

    @Override
    protected void visit(Statement.Return node) {
        super.visit(node);
        node.values().stream().limit(1).forEach(this::readElementsOf);
        if (reachable) {
            returns(
                    node.values().isEmpty()
                            ? ValueType.of(ValueType.NIL)
                            : returned(node.values().get(0)));
        }
        reachable = false;
    }

    /** What is known of a value outside of the function that returns it, which may have changed what is in it. */
    private ValueType returned(Expression value) {
        ValueType type = types.getOrDefault(value, ValueType.ANY);
        boolean same = value instanceof Expression.Call
                || (value instanceof Expression.Variable name
                        && bindings.variable(name)
                                .filter(definitions::isReturnedAsItIs)
                                .filter(variable -> variable.declaration().start() > function)
                                .isPresent());
        return same || !type.can(ValueType.TABLE | ValueType.STATUS)
                ? type
                : ValueType.of((type.kinds() & ~ValueType.STATUS) | ValueType.TABLE);
    }

    private void returns(ValueType type) {
        returned = returned.kinds() == 0 ? type : returned.or(type);
    }

    /** What returns in a pass that is gone through again counts once. */
    @Override
    void tentatively(Runnable pass) {
        ValueType before = returned;
        pass.run();
        returned = before;
    }

    @Override
    boolean unlessFalse(BooleanSupplier pass) {
        ValueType before = returned;
        boolean settled = pass.getAsBoolean();
        returned = settled ? returned : before;
        return settled;
    }

    /** What a function of the script returns. What is missing in it is not said to be missing where it is called. */
    @Override
    ValueType called(Expression.Call node) {
        return functions
                .at(node.callee())
                .map(function -> results.getOrDefault(function.start(), ValueType.ANY))
                .orElse(ValueType.ANY);
    }

    /** What is declared of a field or an element of an argument; callers give what they must. */
    @Override
    ValueType declared(Expression part) {
        return tables.type(part)
                .filter(type -> !(type instanceof LuaType.Optional))
                .map(ValueType::declared)
                .orElse(ValueType.ANY);
    }

    @Override
    List<TableContent> tablesGiven(Variable parameter) {
        return tablesGiven.computeIfAbsent(parameter, this::findTablesGiven);
    }

    private List<TableContent> findTablesGiven(Variable parameter) {
        List<Expression> values = functions.given(parameter);
        if (values.size() > MAX_GIVEN) {
            return List.of();
        }
        List<Optional<TableContent>> tables = values.stream()
                .map(value -> value instanceof Expression.Table table
                        ? Optional.of(TableContent.of(table, bindings))
                        : Optional.<TableContent>empty())
                .toList();
        return tables.stream().allMatch(Optional::isPresent)
                ? tables.stream().flatMap(Optional::stream).toList()
                : List.of();
    }

    @Override
    boolean isDeclaredWithNames(Expression table) {
        return definitions.isUnchanged(table)
                && tables.type(table)
                        .map(LuaType::present)
                        .filter(type -> type instanceof LuaType.Table || type instanceof LuaType.Map)
                        .isPresent();
    }

    @Override
    ValueType declaredList(Expression.Index element) {
        return tables.type(element.object())
                .filter(type -> type instanceof LuaType.Array)
                .map(type -> ValueType.of(ValueType.TABLE))
                .orElse(ValueType.ANY);
    }

    @Override
    boolean mayNotHaveRun(Expression value) {
        Integer assigning = assigned.get(value);
        return assigning != null && assigning != function && !around.contains(assigning);
    }

    @Override
    Optional<Expression> returnedField(FieldAccess access) {
        return functions.returnedField(access.table(), access.name());
    }

    @Override
    Optional<FunctionBody> function(Expression callee) {
        return functions.at(callee);
    }

    /** A function runs later: only of what never changes is something known in it. */
    @Override
    protected void visit(FunctionBody body) {
        Map<Variable, ValueType> before = known;
        boolean beforeReachable = reachable;
        known = new HashMap<>(before);
        known.keySet().removeIf(variable -> bindings.writes(variable) > 0);
        reachable = true;
        ValueType outer = returned;
        Way outerBroken = broken;
        int outerFunction = function;
        returned = NOTHING;
        around.push(outerFunction);
        function = body.start();
        for (Name parameter : body.parameters()) {
            bindings.variable(parameter).ifPresent(local -> learn(local, given.getOrDefault(local, ValueType.ANY)));
        }
        walk(body.block());
        if (reachable) {
            returns(ValueType.of(ValueType.NIL));
        }
        results.put(body.start(), returned.kinds() == 0 ? ValueType.ANY : returned);
        returned = outer;
        broken = outerBroken;
        function = outerFunction;
        around.pop();
        known = before;
        reachable = beforeReachable;
    }
}
