package dev.moonlet.script.link;

import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.LocalFunctions;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What is certainly an integer in a linked text: declared arguments, what counters reply, what is calculated from them, and the locals and
 * parameters that hold nothing else.
 */
final class KnownIntegers {

    private static final Set<LuaType> INTEGERS =
            Set.of(LuaType.Scalar.INTEGER, LuaType.Scalar.MILLISECONDS, LuaType.Scalar.SECONDS);

    /** Functions that only read a table. */
    private static final Set<String> READING = Set.of("ipairs", "pairs", "unpack", "next", "type");

    private static final Set<String> COUNTERS = Set.of("DECR", "DECRBY", "HINCRBY", "INCR", "INCRBY");

    private static final int MAX_DEPTH = 20;

    /** After how many looks at all calls it is settled which parameters are integers. */
    private static final int LOOKS = 4;

    private final Bindings bindings;
    private final Map<Integer, Declaration> declarations;
    private final Chunk chunk;
    private final Set<Variable> integers = new HashSet<>();
    private final Set<Variable> absent = new HashSet<>();
    private final Set<Variable> arrays = new HashSet<>();

    /** Locals that are {@code redis.call}. */
    private final Set<Variable> aliases = new HashSet<>();

    private final Set<Variable> sometimes = new HashSet<>();

    private KnownIntegers(Chunk chunk, Bindings bindings, Map<Integer, Declaration> declarations) {
        this.chunk = chunk;
        this.bindings = bindings;
        this.declarations = declarations;
    }

    /** Those of a text whose lines declare keys and arguments; none without declarations. */
    static KnownIntegers of(Chunk chunk, Bindings bindings, Map<Integer, Declaration> declarations) {
        KnownIntegers known = new KnownIntegers(chunk, bindings, declarations);
        if (!declarations.isEmpty()) {
            known.find();
        }
        return known;
    }

    /** Whether a value is a list of integers. */
    boolean isList(Expression value) {
        return isAmong(arrays, value);
    }

    /** Whether some calls give an integer to a parameter, and others do not. */
    boolean isSometimes(Expression value) {
        return isAmong(sometimes, value);
    }

    /** Whether an integer may be left out. */
    boolean mayBeNil(Expression integer) {
        return !isCounter(integer)
                && !(inner(integer) instanceof Expression.Binary)
                && (!(integer instanceof Expression.Variable variable)
                        || bindings.variable(variable).filter(absent::contains).isPresent());
    }

    private static Expression inner(Expression value) {
        return value instanceof Expression.Parenthesized parenthesized ? inner(parenthesized.inner()) : value;
    }

    private static boolean isIntegers(LuaType type) {
        return type instanceof LuaType.Array array && INTEGERS.contains(array.element());
    }

    private void find() {
        LocalFunctions functions = LocalFunctions.of(chunk.block(), bindings);
        Values values = new Values();
        values.walk(chunk.block());
        values.learnDeclared();
        values.looped.forEach((element, list) -> {
            if (isAmong(arrays, list)) {
                integers.add(element);
            }
        });
        for (int look = 0, before = -1; look < LOOKS && before != integers.size(); look++) {
            before = integers.size();
            values.locals.forEach((variable, all) -> {
                if (values.isKnown(variable) && all.stream().allMatch(this::isInteger)) {
                    integers.add(variable);
                    if (values.unset.contains(variable) || all.stream().anyMatch(this::mayBeNil)) {
                        absent.add(variable);
                    }
                }
            });
            functions.bodies().forEach((function, body) -> learnParameters(functions.calls(function), body));
        }
    }

    private void learnParameters(List<List<Expression>> calls, FunctionBody body) {
        for (int i = 0; i < body.parameters().size(); i++) {
            int index = i;
            long whole = calls.stream()
                    .filter(arguments -> index < arguments.size() && isInteger(arguments.get(index)))
                    .count();
            bindings.variable(body.parameters().get(i))
                    .filter(parameter -> whole > 0 && bindings.writes(parameter) == 0)
                    .ifPresent(parameter -> {
                        (whole == calls.size() ? integers : sometimes).add(parameter);
                        absent.add(parameter);
                    });
        }
    }

    /** Whether a value is certainly an integer. */
    boolean isInteger(Expression value) {
        if (value instanceof Expression.Parenthesized inner) {
            return isInteger(inner.inner());
        }
        if (value instanceof Expression.Binary binary) {
            return isCalculated(binary);
        }
        return isAmong(integers, value)
                || isCounter(value)
                || (value instanceof Expression.Index index
                        && isAmong(arrays, index.object())
                        && isPure(index.key(), 0));
    }

    /** {@code id + 1}, of integers and whole numbers. */
    private boolean isCalculated(Expression.Binary binary) {
        return switch (binary.operator()) {
            case ADD, SUBTRACT, MULTIPLY -> {
                boolean left = isInteger(binary.left());
                boolean right = isInteger(binary.right());
                yield (left && (right || isWhole(binary.right()))) || (right && isWhole(binary.left()));
            }
            default -> false;
        };
    }

    private static boolean isWhole(Expression value) {
        return value instanceof Expression.Numeral numeral && numeral.value() == Math.rint(numeral.value());
    }

    /** Whether a value can be taken twice: nothing is called for it. */
    private static boolean isPure(Expression value, int depth) {
        if (value instanceof Expression.Unary unary) {
            return depth < MAX_DEPTH && isPure(unary.operand(), depth + 1);
        }
        if (value instanceof Expression.Binary binary) {
            return depth < MAX_DEPTH && isPure(binary.left(), depth + 1) && isPure(binary.right(), depth + 1);
        }
        return value instanceof Expression.Variable || value instanceof Expression.Numeral;
    }

    /** {@code redis.call('INCR', …)}, also by another name for {@code redis.call}. */
    private boolean isCounter(Expression value) {
        return value instanceof Expression.Call call
                && !call.arguments().isEmpty()
                && call.arguments().get(0) instanceof Expression.Str command
                && COUNTERS.contains(command.value().toUpperCase(Locale.ROOT))
                && (isRedisCall(call.callee()) || isAmong(aliases, call.callee()));
    }

    private boolean isRedisCall(Expression callee) {
        return callee instanceof Expression.Member member
                && member.name().text().equals("call")
                && (bindings.isGlobal(member.object(), "redis") || bindings.isGlobal(member.object(), "server"));
    }

    private boolean isAmong(Set<Variable> variables, Expression value) {
        return value instanceof Expression.Variable name
                && bindings.variable(name).filter(variables::contains).isPresent();
    }

    /** What locals are. */
    private final class Values extends Walker {

        /** What locals are set to, where they are declared and later. */
        private final Map<Variable, List<Expression>> locals = new LinkedHashMap<>();

        /** Locals that are declared without a value. */
        private final Set<Variable> unset = new HashSet<>();

        private final Map<Variable, Integer> writes = new HashMap<>();
        private final Map<Variable, LuaType> declaredTypes = new LinkedHashMap<>();
        private final Map<Variable, Expression> looped = new LinkedHashMap<>();

        /** How often the lines that declare variables assign to them, and how often tables are only read. */
        private final Map<Variable, Integer> ownWrites = new HashMap<>();

        private final Map<Variable, Integer> readings = new HashMap<>();

        @Override
        protected void visit(Statement.Local node) {
            super.visit(node);
            Declaration declared = declarations.get(chunk.file().line(node.start()));
            for (int i = 0; i < node.names().size(); i++) {
                Name name = node.names().get(i);
                if (declared != null && declared.name().equals(name.text())) {
                    bindings.variable(name).ifPresent(variable -> declaredTypes.put(variable, declared.type()));
                } else if (i < node.values().size()) {
                    learn(name, node.values().get(i));
                } else if (node.values().isEmpty()) {
                    bindings.variable(name).ifPresent(unset::add);
                }
            }
        }

        /** Learns what is declared and stays what it is: its own line may assign to it, and no other code may. */
        void learnDeclared() {
            declaredTypes.forEach((variable, type) -> {
                boolean fixed = bindings.writes(variable) == ownWrites.getOrDefault(variable, 0);
                if (fixed && INTEGERS.contains(type.present())) {
                    integers.add(variable);
                    if (type.mayBeNil()) {
                        absent.add(variable);
                    }
                } else if (fixed
                        && isIntegers(type.present())
                        && bindings.reads(variable) == readings.getOrDefault(variable, 0)) {
                    arrays.add(variable);
                }
            });
        }

        private boolean isDeclaring(int offset) {
            return declarations.containsKey(chunk.file().line(offset));
        }

        /** The line that declares a variable may use it in any way. */
        @Override
        protected void visit(Expression.Variable node) {
            if (isDeclaring(node.start())) {
                bindings.variable(node).ifPresent(variable -> readings.merge(variable, 1, Integer::sum));
            }
        }

        private void read(Expression value) {
            if (value instanceof Expression.Variable name && !isDeclaring(name.start())) {
                bindings.variable(name).ifPresent(variable -> readings.merge(variable, 1, Integer::sum));
            }
        }

        @Override
        protected void visit(Statement.Assignment node) {
            super.visit(node);
            for (int i = 0; i < Math.min(node.targets().size(), node.values().size()); i++) {
                set(node.targets().get(i), node.values().get(i));
            }
            for (Expression target : node.targets()) {
                if (target instanceof Expression.Variable name && isDeclaring(node.start())) {
                    bindings.variable(name).ifPresent(variable -> {
                        ownWrites.merge(variable, 1, Integer::sum);
                        readings.merge(variable, -1, Integer::sum); // as a target
                    });
                } else if (target instanceof Expression.Index element
                        && element.object() instanceof Expression.Variable name
                        && !isDeclaring(node.start())) {
                    bindings.variable(name).ifPresent(variable -> readings.merge(variable, -1, Integer::sum));
                }
            }
        }

        @Override
        protected void visit(Expression.Index node) {
            super.visit(node);
            read(node.object());
        }

        @Override
        protected void visit(Expression.Unary node) {
            super.visit(node);
            if (node.operator() == UnaryOperator.LENGTH) {
                read(node.operand());
            }
        }

        @Override
        protected void visit(Expression.Call node) {
            super.visit(node);
            boolean reads = node.callee() instanceof Expression.Variable global
                    && bindings.variable(global).isEmpty()
                    && READING.contains(global.name());
            if (reads || isConcat(node.callee())) {
                node.arguments().stream().limit(1).forEach(this::read);
            }
        }

        private boolean isConcat(Expression callee) {
            return callee instanceof Expression.Member member
                    && member.name().text().equals("concat")
                    && bindings.isGlobal(member.object(), "table");
        }

        private void learn(Name name, Expression value) {
            bindings.variable(name).ifPresent(variable -> {
                if (isRedisCall(value) && bindings.writes(variable) == 0) {
                    aliases.add(variable);
                } else {
                    locals.computeIfAbsent(variable, local -> new ArrayList<>()).add(value);
                }
            });
        }

        /** A local that is set later; a declared one is known by its declaration. */
        private void set(Expression target, Expression value) {
            if (target instanceof Expression.Variable name) {
                bindings.variable(name).ifPresent(variable -> {
                    writes.merge(variable, 1, Integer::sum);
                    locals.computeIfAbsent(variable, local -> new ArrayList<>()).add(value);
                });
            }
        }

        /** Whether all is known that a local is set to. */
        boolean isKnown(Variable variable) {
            boolean declared = unset.contains(variable)
                    || locals.getOrDefault(variable, List.of()).size() > writes.getOrDefault(variable, 0);
            return declared && bindings.writes(variable) == writes.getOrDefault(variable, 0);
        }

        @Override
        protected void visit(Statement.GenericFor node) {
            if (node.variables().size() == 2
                    && node.values().size() == 1
                    && node.values().get(0) instanceof Expression.Call call
                    && (bindings.isGlobal(call.callee(), "ipairs") || bindings.isGlobal(call.callee(), "pairs"))
                    && call.arguments().size() == 1) {
                bindings.variable(node.variables().get(1))
                        .filter(element -> bindings.writes(element) == 0)
                        .ifPresent(
                                element -> looped.put(element, call.arguments().get(0)));
            }
            super.visit(node);
        }
    }
}
