package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The lists of a script that have gaps: numbers of input are their places, or places in the middle become nil, or are never filled. */
final class SparseLists extends Walker {

    private final AnalyzedScript script;

    /** The places that are numbers of input: {@code t[tonumber(id)] = x}. */
    private final Map<Variable, Expression> byInput = new HashMap<>();

    /** The places that become nil. */
    private final Map<Variable, Expression> removed = new HashMap<>();

    /** The places that are written out, of lists that have no others. */
    private final Map<Variable, TreeSet<Double>> written = new HashMap<>();

    /** How many values are written where lists begin. */
    private final Map<Variable, Integer> sizes = new HashMap<>();

    private final Map<Variable, Expression> lastWritten = new HashMap<>();

    /** Where each list gets its last value. */
    private final Map<Variable, Integer> lastPut = new HashMap<>();

    /** The locals of loops that begin with a number of input. */
    private final Set<Variable> counted = new HashSet<>();

    /** The other ones of loops that count, and those of loops that do one thing for each place. */
    private final Set<Variable> counters = new HashSet<>();

    private final Set<Variable> clearing = new HashSet<>();

    /** The lists that loops fill. */
    private final Set<Variable> looped = new HashSet<>();

    private final Set<Variable> others = new HashSet<>();

    private SparseLists(AnalyzedScript script) {
        this.script = script;
    }

    static SparseLists of(AnalyzedScript script) {
        SparseLists lists = new SparseLists(script);
        lists.walk(script.chunk().block());
        return lists;
    }

    /** Where a list gets values at places that come from input, and that can be far apart. */
    Optional<Expression> byInput(Variable list) {
        return Optional.ofNullable(byInput.get(list));
    }

    /** Where a list gets a gap, whatever its places are. */
    Optional<Expression> gap(Variable list) {
        TreeSet<Double> places = written.getOrDefault(list, new TreeSet<>());
        boolean gap = !places.isEmpty() && !others.contains(list) && places.last() > places.size();
        return Optional.ofNullable(removed.get(list))
                .filter(place -> place.start() > lastPut.getOrDefault(list, -1))
                .or(() -> Optional.ofNullable(gap ? lastWritten.get(list) : null))
                .or(() -> looped.contains(list) ? Optional.empty() : byInput(list));
    }

    private Optional<Variable> local(Expression expression) {
        return expression instanceof Expression.Variable name
                ? script.bindings().variable(name)
                : Optional.empty();
    }

    @Override
    protected void visit(Statement.Local node) {
        super.visit(node);
        for (int i = 0; i < node.names().size(); i++) {
            boolean empty = i < node.values().size()
                    && node.values().get(i) instanceof Expression.Table table
                    && table.fields().isEmpty();
            if (!empty) {
                script.bindings().variable(node.names().get(i)).ifPresent(others::add);
            }
            if (i < node.values().size()
                    && node.values().get(i) instanceof Expression.Table table
                    && !table.fields().isEmpty()
                    && table.fields().stream().allMatch(TableField.Positional.class::isInstance)) {
                script.bindings().variable(node.names().get(i)).ifPresent(list -> {
                    written.put(list, new TreeSet<>());
                    sizes.put(list, table.fields().size());
                });
            }
        }
    }

    /** {@code for id = tonumber(ARGV[1]), … do} */
    @Override
    protected void visit(Statement.NumericFor node) {
        script.bindings().variable(node.variable()).ifPresent(counter -> {
            if (isNumberOfInput(node.initial())) {
                counted.add(counter);
            } else {
                counters.add(counter);
            }
            if (node.block().statements().size() == 1) {
                clearing.add(counter);
            }
        });
        super.visit(node);
    }

    private boolean isNumberOfInput(Expression value) {
        return script.definitions().resolved(value) instanceof Expression.Call call
                && script.bindings().isGlobal(call.callee(), "tonumber");
    }

    @Override
    protected void visit(Statement.Assignment node) {
        super.visit(node);
        for (int i = 0; i < node.targets().size(); i++) {
            if (node.targets().get(i) instanceof Expression.Index place) {
                Optional<Expression> value =
                        i < node.values().size() ? Optional.of(node.values().get(i)) : Optional.empty();
                local(place.object()).ifPresent(list -> put(list, place, value));
            }
        }
    }

    private void put(Variable list, Expression.Index place, Optional<Expression> value) {
        if (value.filter(Expression.Nil.class::isInstance).isPresent()) {
            if (!isEnd(place.key()) && !isLastWritten(list, place.key())) {
                removed.putIfAbsent(list, place);
            }
            return;
        }
        if (local(place.key()).filter(counters::contains).isPresent()) {
            looped.add(list);
        }
        if (isNumberOfInput(place.key())
                || local(place.key()).filter(counted::contains).isPresent()) {
            byInput.putIfAbsent(list, place);
        }
        if (place.key() instanceof Expression.Numeral number) {
            written.computeIfAbsent(list, first -> new TreeSet<>()).add(number.value());
            lastWritten.put(list, place);
        } else {
            others.add(list);
        }
        lastPut.put(list, place.start());
    }

    /** The last place of a list that is written out. */
    private boolean isLastWritten(Variable list, Expression key) {
        TreeSet<Double> places = written.getOrDefault(list, new TreeSet<>());
        double last = Math.max(sizes.getOrDefault(list, 0), places.isEmpty() ? 0 : places.last());
        return key instanceof Expression.Numeral number && last > 0 && number.value() >= last;
    }

    /** {@code t[#t]}, also by the name of its length or in a loop that clears the end, and names. */
    private boolean isEnd(Expression key) {
        return (script.definitions().resolved(key) instanceof Expression.Unary length
                        && length.operator() == UnaryOperator.LENGTH)
                || local(key).filter(clearing::contains).isPresent()
                || key instanceof Expression.Str
                || script.types().of(key).isOnly(ValueType.STRING);
    }

    @Override
    protected void visit(Expression.Call node) {
        super.visit(node);
        if (node.callee() instanceof Expression.Member member
                && script.bindings().isGlobal(member.object(), "table")) {
            node.arguments().stream().limit(1).forEach(list -> local(list).ifPresent(others::add));
        } else if (script.functions().at(node.callee()).isPresent()) {
            node.arguments().forEach(list -> local(list).ifPresent(others::add)); // the function may fill it
        }
    }
}
