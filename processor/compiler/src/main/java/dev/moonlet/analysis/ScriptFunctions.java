package dev.moonlet.analysis;

import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.LocalFunctions;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.CommandTable;
import dev.moonlet.script.link.CalledScripts;
import dev.moonlet.script.link.LinkedChunk;
import dev.moonlet.script.link.LinkedFunctions;
import dev.moonlet.script.link.LinkedPlaces;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The functions of a script with its modules and the scripts that it calls: which one a call runs, as far as that is certain.
 * They are local functions, fields of tables, what modules return, and called scripts.
 */
public final class ScriptFunctions {

    /** Functions that make a value of another one. */
    private static final Set<String> CONVERTING = Set.of("tonumber", "tostring", "unpack");

    /** Functions with more statements do more than give names to values. */
    private static final int MAX_NAMES = 50;

    /** Names of names are followed no further. */
    private static final int MAX_STEPS = 20;

    private final Bindings bindings;
    private final Definitions definitions;
    private final LocalFunctions locals;
    private final LinkedFunctions linked;
    private final CalledScripts called;
    private final LinkedPlaces places;
    private final List<FunctionBody> all = new ArrayList<>();
    private final Map<Variable, Parameter> parameters = new HashMap<>();

    /** What functions return that only give names to values, by where they begin. */
    private final Map<Integer, Optional<Expression>> onlyValues = new HashMap<>();

    /** What modules return, by where they begin. */
    private final Map<Integer, Optional<Expression>> results = new HashMap<>();

    /** Where the modules begin whose tables other code may change, and these tables as the modules have them. */
    private final Set<Integer> changedModules = new HashSet<>();

    private final Set<Variable> changed = new HashSet<>();

    /** What calls give each function; by where it begins. */
    private final Map<Integer, List<List<Expression>>> calls = new LinkedHashMap<>();

    private record Parameter(FunctionBody function, int index) {}

    private ScriptFunctions(
            LinkedChunk chunk,
            Bindings bindings,
            Definitions definitions,
            LocalFunctions locals,
            LinkedFunctions linked) {
        this.bindings = bindings;
        this.definitions = definitions;
        this.locals = locals;
        this.linked = linked;
        this.called = chunk.called();
        this.places = chunk.places();
    }

    /**
     * Those of a script.
     *
     * @param bindings what its names mean
     * @param definitions what its locals are
     * @param around the functions around its modules and the scripts that it calls
     */
    static ScriptFunctions of(LinkedChunk linked, Bindings bindings, Definitions definitions, LinkedFunctions around) {
        Chunk chunk = linked.chunk();
        LocalFunctions locals = LocalFunctions.of(chunk.block(), bindings);
        ScriptFunctions found = new ScriptFunctions(linked, bindings, definitions, locals, around);
        found.new Modules().read(chunk);
        found.calls.putAll(FunctionCalls.of(chunk, found, definitions));
        return found;
    }

    /** All of them, those inside of others first. */
    public List<FunctionBody> all() {
        return Collections.unmodifiableList(all);
    }

    /** What an expression calls if it is called; empty if that is not certain, or no function of the script. */
    public Optional<FunctionBody> at(Expression callee) {
        return at(callee, 0);
    }

    private Optional<FunctionBody> at(Expression callee, int step) {
        if (step > MAX_STEPS) {
            return Optional.empty();
        }
        Expression resolved = definitions.resolved(callee);
        if (resolved instanceof Expression.Function function) {
            return Optional.of(function.body());
        }
        if (resolved instanceof Expression.Variable local) {
            return bindings.variable(local).map(locals.bodies()::get);
        }
        if (resolved instanceof Expression.Member member) {
            Optional<FunctionBody> script = script(member);
            return script.isPresent() ? script : field(member).flatMap(value -> at(value, step + 1));
        }
        return module(resolved).flatMap(this::result).flatMap(value -> at(value, step + 1));
    }

    /**
     * What a call returns, if the function does nothing but give names to values and return one:
     * {@code tonumber(redis.call('GET', key))}.
     */
    public Optional<Expression> onlyValue(Expression call) {
        return call instanceof Expression.Call function
                ? at(function.callee())
                        .flatMap(body -> onlyValues.computeIfAbsent(body.start(), start -> onlyValue(body)))
                : Optional.empty();
    }

    private Optional<Expression> onlyValue(FunctionBody body) {
        List<Statement> statements = body.block().statements();
        if (statements.isEmpty()
                || statements.size() > MAX_NAMES
                || !(statements.get(statements.size() - 1) instanceof Statement.Return only)
                || only.values().size() != 1
                || !statements.subList(0, statements.size() - 1).stream().allMatch(ScriptFunctions::onlyReads)) {
            return Optional.empty();
        }
        Expression value = only.values().get(0);
        Expression resolved = definitions.resolved(value);
        return Optional.of(
                resolved instanceof Expression.Table ? value : resolved); // others may change what the local holds
    }

    /** Whether a statement gives names to what commands reply that read, or to what is calculated, and does nothing else. */
    private static boolean onlyReads(Statement statement) {
        boolean[] reads = {
            statement instanceof Statement.Local
                    || (statement instanceof Statement.Assignment fields
                            && fields.targets().stream()
                                    .allMatch(target -> FieldAccess.of(target).isPresent()))
        };
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                boolean reading = node.arguments().stream()
                        .limit(1)
                        .anyMatch(word -> word instanceof Expression.Str command
                                && CommandTable.get().isReading(command.value().toUpperCase(Locale.ROOT), ""));
                boolean converts =
                        node.callee() instanceof Expression.Variable name && CONVERTING.contains(name.name());
                reads[0] &= reading || converts;
                super.visit(node);
            }
        }.walk(statement);
        return reads[0];
    }

    /** What an expression is, through locals, fields, and functions that return a table as they write it. */
    public Expression followed(Expression expression) {
        Expression value = definitions.followed(expression);
        return FieldAccess.of(value)
                .flatMap(access -> returnedField(access.table(), access.name()))
                .map(definitions::resolved)
                .orElse(value);
    }

    /** The call whose result a field belongs to. */
    public Optional<Expression.Call> callOf(Expression field) {
        return FieldAccess.of(definitions.followed(field))
                .filter(access -> returnedField(access.table(), access.name()).isPresent())
                .map(access -> (Expression.Call) definitions.resolved(access.table()));
    }

    /** What a field of the table is that a call returns, if the function writes it there: {@code return { n = n }}. */
    Optional<Expression> returnedField(Expression record, String name) {
        Expression call = definitions.resolved(record);
        boolean unchanged = record instanceof Expression.Call || definitions.isUnchanged(record);
        return onlyValue(call)
                .filter(value -> unchanged)
                .flatMap(value -> value instanceof Expression.Table
                        ? definitions.field(value, name)
                        : definitions.fieldOfReturned(value, name));
    }

    private Optional<FunctionBody> script(Expression.Member path) {
        return called.isEmpty() || !places.isCopied(path.start())
                ? Optional.empty()
                : called.at(places.source(new Span(path.start(), path.end())))
                        .flatMap(script -> linked.script(script.name()));
    }

    /** What a field of a table is, if that is one value for certain. */
    Optional<Expression> field(Expression.Member member) {
        Optional<FunctionBody> module = module(definitions.resolved(member.object()));
        if (module.isPresent() && changedModules.contains(module.get().start())) {
            return Optional.empty();
        }
        return (module.isPresent() ? module.flatMap(this::result) : Optional.of(member.object()))
                .filter(table -> !isChanged(table))
                .flatMap(table -> definitions.field(table, member.name().text()));
    }

    private boolean isChanged(Expression table) {
        return table instanceof Expression.Variable name
                && bindings.variable(name).filter(changed::contains).isPresent();
    }

    /** The module that an expression requires. */
    Optional<FunctionBody> module(Expression expression) {
        return expression instanceof Expression.Call call
                        && call.callee() instanceof Expression.Variable require
                        && call.arguments().size() == 1
                        && call.arguments().get(0) instanceof Expression.Str name
                        && bindings.variable(require).filter(linked::isRequire).isPresent()
                ? linked.module(name.value())
                : Optional.empty();
    }

    /** What a module returns, if it is one expression in one place. */
    private Optional<Expression> result(FunctionBody module) {
        return results.computeIfAbsent(module.start(), start -> onlyResult(module));
    }

    private static Optional<Expression> onlyResult(FunctionBody module) {
        List<Statement> statements = module.block().statements();
        return returns(module).size() == 1
                        && statements.get(statements.size() - 1) instanceof Statement.Return result
                        && result.values().size() == 1
                ? Optional.of(result.values().get(0))
                : Optional.empty();
    }

    private static List<Statement.Return> returns(FunctionBody function) {
        List<Statement.Return> returns = new ArrayList<>();
        new Walker() {
            @Override
            protected void visit(Statement.Return node) {
                returns.add(node);
            }

            @Override
            protected void visit(FunctionBody inner) {
                // its returns are its own
            }
        }.walk(function.block());
        return returns;
    }

    /** Whether a function is one of a file, and not one that Moonlet adds. */
    boolean isWritten(FunctionBody function) {
        return places.isCopied(function.start());
    }

    /** What each call gives a function; none if other code may call it. */
    public List<List<Expression>> calls(FunctionBody function) {
        return Collections.unmodifiableList(calls.getOrDefault(function.start(), List.of()));
    }

    /** Whether a call gives nothing for a parameter. */
    public boolean isLeftOut(Variable parameter) {
        Parameter found = parameters.get(parameter);
        return found != null
                && bindings.writes(parameter) == 0
                && calls(found.function()).stream()
                        .anyMatch(arguments -> arguments.size() <= found.index()
                                && (arguments.isEmpty()
                                        || !CallTypes.isMultiple(arguments.get(arguments.size() - 1), bindings)));
    }

    /** What each call gives a parameter; none if other code may call its function, or another value may be assigned to it. */
    public List<Expression> given(Variable parameter) {
        Parameter found = parameters.get(parameter);
        return found == null || bindings.writes(parameter) > 0
                ? List.of()
                : calls(found.function()).stream()
                        .filter(arguments -> found.index() < arguments.size())
                        .map(arguments -> arguments.get(found.index()))
                        .toList();
    }

    /** Finds the functions, and the modules that are used in another way than by taking fields. */
    private final class Modules extends Walker {

        private final Map<Integer, FunctionBody> required = new LinkedHashMap<>();
        private final Set<Integer> understood = new HashSet<>();

        void read(Chunk chunk) {
            walk(chunk.block());
            required.forEach((place, module) -> {
                if (!understood.contains(place)) {
                    changedModules.add(module.start());
                    returns(module).stream()
                            .flatMap(returned -> returned.values().stream())
                            .filter(Expression.Variable.class::isInstance)
                            .flatMap(table -> bindings.variable((Expression.Variable) table).stream())
                            .forEach(changed::add);
                }
            });
        }

        @Override
        protected void visit(FunctionBody body) {
            super.visit(body);
            all.add(body);
            for (int i = 0; i < body.parameters().size(); i++) {
                Parameter parameter = new Parameter(body, i);
                bindings.variable(body.parameters().get(i)).ifPresent(variable -> parameters.put(variable, parameter));
            }
        }

        @Override
        protected void visit(Expression.Call node) {
            super.visit(node);
            module(node).ifPresent(module -> required.put(node.start(), module));
        }

        @Override
        protected void visit(Statement.Local node) {
            super.visit(node);
            for (int i = 0; i < Math.min(node.names().size(), node.values().size()); i++) {
                Expression value = node.values().get(i);
                if (bindings.variable(node.names().get(i))
                        .filter(definitions::isOnlyRead)
                        .isPresent()) {
                    understand(value);
                }
            }
        }

        @Override
        protected void visit(Statement.Call node) {
            super.visit(node);
            understand(node.call());
        }

        private void understand(Expression expression) {
            if (module(expression).isPresent()) {
                understood.add(expression.start());
            }
        }

        @Override
        protected void visit(Expression.Member node) {
            super.visit(node);
            understand(node.object());
        }

        @Override
        protected void visit(Statement.Assignment node) {
            super.visit(node);
            node.targets().forEach(target -> understood.remove(target.start()));
        }

        @Override
        protected void visit(Statement.Function node) {
            super.visit(node);
            understood.remove(node.target().start());
        }
    }
}
