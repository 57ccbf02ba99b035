package dev.moonlet.analysis.proposal;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which entries of {@code KEYS} or {@code ARGV} an expression can be: as it is written, decoded, with a default, in a local, or in a
 * parameter of a local function that it is passed to.
 */
final class Entries {

    /** How often an entry is followed from a function to one that this calls. */
    private static final int MAX_CALLS = 5;

    private static final Set<String> DECODERS = Set.of("tonumber", "tostring");

    private final AnalyzedScript script;
    private final String table;
    private final Map<Variable, Set<Integer>> variables = new HashMap<>();

    /** The parameters of functions that are called in several places. */
    private final Set<Variable> shared = new HashSet<>();

    private Entries(AnalyzedScript script, String table) {
        this.script = script;
        this.table = table;
    }

    /** Entries of a table, by its global name. */
    static Entries of(AnalyzedScript script, String table) {
        Entries entries = new Entries(script, table);
        entries.new Unpacked().walk(script.chunk().block());
        for (int i = 0; i < MAX_CALLS; i++) {
            script.functions().all().forEach(entries::followCalls);
        }
        return entries;
    }

    /** The entries that an expression can be. */
    Set<Integer> of(Expression expression) {
        Expression value = inner(expression);
        if (value instanceof Expression.Index index
                && script.bindings().isGlobal(index.object(), table)
                && index.key() instanceof Expression.Numeral numeral
                && numeral.value() == Math.rint(numeral.value())
                && numeral.value() >= 1) {
            return Set.of((int) numeral.value());
        }
        Optional<Set<Integer>> known = value instanceof Expression.Variable variable
                ? script.bindings().variable(variable).map(variables::get)
                : Optional.empty();
        if (known.isPresent()) {
            return known.get();
        }
        Expression resolved = script.definitions().resolved(value);
        return resolved.start() == value.start() ? Set.of() : of(resolved);
    }

    /** The entries that one of the locals of a statement can be. */
    Set<Integer> local(Statement.Local statement, int place) {
        List<Expression> values = statement.values();
        boolean own = place < values.size() - 1
                || (place < values.size() && statement.names().size() <= values.size());
        return own
                ? of(values.get(place))
                : script.bindings()
                        .variable(statement.names().get(place))
                        .map(variable -> variables.getOrDefault(variable, Set.of()))
                        .orElse(Set.of());
    }

    /** Whether an expression is written as an entry, and not a local that holds one. */
    boolean isWritten(Expression expression) {
        return expression instanceof Expression.Index && !of(expression).isEmpty();
    }

    /** Those of which a question of the script asks: a function that is called in several places may ask for what others give it. */
    Set<Integer> asked(Expression expression) {
        Expression value = inner(expression);
        boolean other = value instanceof Expression.Variable variable
                && script.bindings().variable(variable).filter(shared::contains).isPresent();
        return other ? Set.of() : of(expression);
    }

    /** Whether the entries are known that a parameter can be. */
    boolean isFollowed(Name parameter) {
        return script.bindings()
                .variable(parameter)
                .filter(variables::containsKey)
                .isPresent();
    }

    /** The value that is decoded or has a default: {@code ARGV[1]} of {@code tonumber(ARGV[1] or 5)}. */
    private Expression inner(Expression expression) {
        Expression value = expression;
        while (true) {
            if (value instanceof Expression.Parenthesized parenthesized) {
                value = parenthesized.inner();
            } else if (value instanceof Expression.Call call && call.arguments().size() == 1 && isDecoding(call)) {
                value = call.arguments().get(0);
            } else if (value instanceof Expression.Binary binary && binary.operator() == BinaryOperator.OR) {
                value = binary.left();
            } else {
                return value;
            }
        }
    }

    private boolean isDecoding(Expression.Call call) {
        return DECODERS.stream().anyMatch(name -> script.bindings().isGlobal(call.callee(), name))
                || isCall(call, "cjson", "decode")
                || isCall(call, "cmsgpack", "unpack");
    }

    /** Whether a call is that of a member of a library. */
    boolean isCall(Expression.Call call, String library, String function) {
        return call.callee() instanceof Expression.Member member
                && member.name().text().equals(function)
                && script.bindings().isGlobal(member.object(), library);
    }

    private void followCalls(FunctionBody body) {
        if (script.functions().calls(body).size() > 1) {
            body.parameters().forEach(name -> script.bindings().variable(name).ifPresent(shared::add));
        }
        for (List<Expression> arguments : script.functions().calls(body)) {
            for (int i = 0; i < Math.min(arguments.size(), body.parameters().size()); i++) {
                add(body.parameters().get(i), of(arguments.get(i)));
            }
        }
    }

    private void add(Name name, Set<Integer> entries) {
        if (!entries.isEmpty()) {
            script.bindings()
                    .variable(name)
                    .filter(variable -> script.bindings().writes(variable) == 0)
                    .ifPresent(variable -> variables
                            .computeIfAbsent(variable, key -> new TreeSet<>())
                            .addAll(entries));
        }
    }

    /** {@code local a, b = unpack(ARGV)} */
    private final class Unpacked extends Walker {

        @Override
        protected void visit(Statement.Local node) {
            super.visit(node);
            int last = node.values().size() - 1;
            if (last < 0
                    || !(node.values().get(last) instanceof Expression.Call call)
                    || !script.bindings().isGlobal(call.callee(), "unpack")
                    || call.arguments().isEmpty()
                    || !script.bindings().isGlobal(call.arguments().get(0), table)) {
                return;
            }
            int first = call.arguments().size() > 1 && call.arguments().get(1) instanceof Expression.Numeral from
                    ? (int) from.value()
                    : 1;
            if (call.arguments().size() == 1 || call.arguments().get(1) instanceof Expression.Numeral) {
                for (int i = last; i < node.names().size(); i++) {
                    add(node.names().get(i), Set.of(first + i - last));
                }
            }
        }
    }
}
