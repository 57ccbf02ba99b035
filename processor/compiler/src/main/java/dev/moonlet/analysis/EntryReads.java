package dev.moonlet.analysis;

import dev.moonlet.diagnostic.Label;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.LocalFunctions;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.link.LinkedChunk;
import dev.moonlet.source.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which entries of {@code KEYS} or {@code ARGV} a script reads: by an index that is written out, in a loop whose bounds
 * are, or by {@code unpack} where it is plain how many.
 */
public final class EntryReads {

    /** How many entries a loop is taken to mean to read, and not to search. */
    private static final double MAX_INDEX = 1000;

    private final TreeMap<Integer, Expression> places;
    private final Set<Integer> required;
    private final Set<Integer> optional;
    private final boolean lengthAsked;
    private final boolean open;
    private final LinkedChunk linked;

    private EntryReads(Reader reader, LinkedChunk linked, boolean open) {
        this.places = reader.places;
        this.required = reader.required;
        this.optional = reader.optional;
        this.lengthAsked = reader.lengthAsked;
        this.linked = linked;
        this.open = open;
    }

    /** Reads of a table, by its global name, in a linked script. */
    public static EntryReads of(LinkedChunk linked, String table) {
        Reader reader = new Reader(linked, table);
        reader.walk(linked.chunk().block());
        return new EntryReads(reader, linked, !reader.understood.containsAll(reader.uses));
    }

    /** The highest index that is read; 0 if none is. */
    public int highest() {
        return places.isEmpty() ? 0 : places.lastKey();
    }

    /** The highest index that is read without asking whether there is such an entry; 0 if none is. */
    public int highestRequired() {
        return places.descendingKeySet().stream()
                .filter(index -> !lengthAsked && required.contains(index) && !optional.contains(index))
                .findFirst()
                .orElse(0);
    }

    /**
     * The highest index that is read where a condition on something else holds, without asking whether there is such an entry; 0
     * if none is.
     */
    public int highestConditional() {
        return places.descendingKeySet().stream()
                .filter(index -> !lengthAsked && !optional.contains(index))
                .findFirst()
                .orElse(0);
    }

    /** Whether the script asks whether there is an entry of an index. */
    public boolean isAsked(int index) {
        return lengthAsked || optional.contains(index);
    }

    /** Whether the script asks for the entry of an index itself, rather than how many there are. */
    public boolean isTested(int index) {
        return optional.contains(index);
    }

    /** Where an index is read. */
    public Label place(int index) {
        Expression node = Optional.ofNullable(places.get(index)).orElseThrow();
        return linked.places().source(new Span(node.start(), node.end()));
    }

    /** Whether the table is also used in another way: its length, a calculated index, or as a whole. */
    public boolean isOpen() {
        return open;
    }

    private static final class Reader extends Walker {

        private record Range(double low, double high) {}

        private final Bindings bindings;
        private final String table;
        private final LinkedChunk linked;
        private final Exits exits;
        private final TreeMap<Integer, Expression> places = new TreeMap<>();
        private final Set<Integer> optional = new HashSet<>();
        private final Set<Integer> uses = new HashSet<>();
        private final Set<Integer> understood = new HashSet<>();
        private final Set<Integer> required = new HashSet<>();
        private final Map<Variable, Range> loops = new HashMap<>();

        /** The locals that hold entries. */
        private final Map<Variable, Range> copies = new HashMap<>();

        /** How many branches, loops and functions are around what is read, that may never run. */
        private int conditions;

        private boolean lengthAsked;

        Reader(LinkedChunk linked, String table) {
            this.bindings = linked.bindings();
            this.linked = linked;
            this.table = table;
            LocalFunctions functions = LocalFunctions.of(linked.chunk().block(), bindings);
            this.exits = new Exits(
                    linked.chunk().block(), bindings, functions.bodies().values(), functions::called);
        }

        @Override
        protected void visit(Expression.Variable node) {
            if (isTable(node)) {
                uses.add(node.start());
            }
        }

        private boolean isTable(Expression expression) {
            return bindings.isGlobal(expression, table);
        }

        private void read(Expression table, Range range, Expression place) {
            understood.add(table.start());
            for (int index = (int) range.low(); index <= range.high(); index++) {
                places.putIfAbsent(index, place);
                if (conditions == 0) {
                    required.add(index);
                }
            }
        }

        @Override
        protected void visit(Expression.Index node) {
            super.visit(node);
            if (isTable(node.object())) {
                range(node.key()).ifPresent(range -> read(node.object(), range, node));
            }
        }

        /** The values of a numeral, of a variable of a loop, or of their sum or difference. */
        private Optional<Range> range(Expression expression) {
            if (expression instanceof Expression.Numeral numeral) {
                return range(numeral.value(), numeral.value());
            }
            if (expression instanceof Expression.Variable variable) {
                return bindings.variable(variable).map(loops::get);
            }
            if (expression instanceof Expression.Binary sum
                    && sum.right() instanceof Expression.Numeral number
                    && sum.left() instanceof Expression.Variable
                    && (sum.operator() == BinaryOperator.ADD || sum.operator() == BinaryOperator.SUBTRACT)) {
                double offset = sum.operator() == BinaryOperator.ADD ? number.value() : -number.value();
                return range(sum.left()).flatMap(range -> range(range.low() + offset, range.high() + offset));
            }
            return Optional.empty();
        }

        private static Optional<Range> range(double low, double high) {
            return low == Math.rint(low) && high == Math.rint(high) && low >= 0 && high <= MAX_INDEX
                    ? Optional.of(new Range(low, high))
                    : Optional.empty();
        }

        @Override
        protected void visit(Statement.NumericFor node) {
            if (node.step().isEmpty()
                    && node.initial() instanceof Expression.Numeral from
                    && node.limit() instanceof Expression.Numeral to) {
                bindings.variable(node.variable())
                        .filter(variable -> bindings.writes(variable) == 0)
                        .ifPresent(variable ->
                                range(from.value(), to.value()).ifPresent(range -> loops.put(variable, range)));
            }
            super.visit(node);
        }

        @Override
        protected void visit(Statement.Local node) {
            unpacked(node.names().size(), node.values()).ifPresent(range -> {
                int first = node.values().size() - 1;
                for (int i = first; i < node.names().size(); i++) {
                    double index = range.low() + i - first;
                    bindings.variable(node.names().get(i)).ifPresent(copy -> copies.put(copy, new Range(index, index)));
                }
            });
            super.visit(node);
            for (int i = 0; i < Math.min(node.names().size(), node.values().size()); i++) {
                Optional<Range> entry = entry(node.values().get(i));
                bindings.variable(node.names().get(i))
                        .ifPresent(copy -> entry.ifPresent(range -> copies.put(copy, range)));
            }
        }

        /** The entries that an expression is one of. */
        private Optional<Range> entry(Expression expression) {
            if (expression instanceof Expression.Parenthesized parenthesized) {
                return entry(parenthesized.inner());
            }
            if (expression instanceof Expression.Variable variable) {
                return bindings.variable(variable).map(copies::get);
            }
            if (expression instanceof Expression.Call call
                    && (bindings.isGlobal(call.callee(), "tonumber")
                            || bindings.isGlobal(call.callee(), "type")
                            || bindings.isGlobal(call.callee(), "tostring"))
                    && !call.arguments().isEmpty()) {
                return entry(call.arguments().get(0));
            }
            return expression instanceof Expression.Index index && isTable(index.object())
                    ? range(index.key())
                    : Optional.empty();
        }

        @Override
        protected void visit(Statement.Assignment node) {
            unpacked(node.targets().size(), node.values());
            super.visit(node);
        }

        /** {@code local a, b = unpack(ARGV)} reads two entries. */
        private Optional<Range> unpacked(int names, List<Expression> values) {
            if (values.isEmpty()
                    || names < values.size()
                    || !(values.get(values.size() - 1) instanceof Expression.Call call)
                    || !isUnpack(call)
                    || call.arguments().size() > 2) {
                return Optional.empty();
            }
            Optional<Range> first = call.arguments().size() == 1
                    ? range(1, 1)
                    : range(call.arguments().get(1));
            Optional<Range> all = first.flatMap(range -> range(range.low(), range.low() + names - values.size()));
            all.ifPresent(range -> read(call.arguments().get(0), range, call));
            return all;
        }

        private boolean isUnpack(Expression.Call call) {
            return bindings.isGlobal(call.callee(), "unpack")
                    && !call.arguments().isEmpty()
                    && isTable(call.arguments().get(0));
        }

        @Override
        protected void visit(Expression.Call node) {
            super.visit(node);
            lengthAsked |= node.callee() instanceof Expression.Member
                    && node.arguments().stream().anyMatch(this::isTable);
            if (isUnpack(node) && node.arguments().size() == 3) {
                Optional<Range> first = range(node.arguments().get(1));
                Optional<Range> last = range(node.arguments().get(2));
                if (first.isPresent() && last.isPresent()) {
                    read(
                            node.arguments().get(0),
                            new Range(first.get().low(), last.get().high()),
                            node);
                }
            }
        }

        @Override
        protected void visit(Statement.If node) {
            node.branches().forEach(branch -> tested(branch.condition()));
            walk(node.branches().get(0).condition());
            conditions++;
            for (int i = 0; i < node.branches().size(); i++) {
                if (i > 0) {
                    walk(node.branches().get(i).condition());
                }
                walk(node.branches().get(i).block());
            }
            node.otherwise().ifPresent(this::walk);
            conditions--;
            // What comes behind a branch that returns may not run either.
            if (node.branches().stream().anyMatch(branch -> exits.leaves(branch.block()))) {
                conditions++;
            }
        }

        @Override
        protected void visit(Statement.While node) {
            tested(node.condition());
            walk(node.condition());
            conditionally(() -> walk(node.block()));
        }

        @Override
        protected void visit(Statement.GenericFor node) {
            walk(node.values());
            conditionally(() -> walk(node.block()));
        }

        @Override
        protected void visit(FunctionBody body) {
            if (linked.places().isGenerated(body.start()) || linked.isCallback(body)) {
                super.visit(body); // the whole script, which runs
            } else {
                conditionally(() -> super.visit(body));
            }
        }

        private void conditionally(Runnable part) {
            conditions++;
            part.run();
            conditions--;
        }

        @Override
        protected void visit(Expression.Unary node) {
            if (node.operator() == UnaryOperator.NOT) {
                tested(node.operand());
            }
            // What asks for the length may know which entries there are.
            lengthAsked |= node.operator() == UnaryOperator.LENGTH && isTable(node.operand());
            super.visit(node);
        }

        @Override
        protected void visit(Expression.Binary node) {
            switch (node.operator()) {
                case AND, OR -> {
                    tested(node.left());
                    conditionally(() -> super.visit(node));
                    return;
                }
                case EQUAL, NOT_EQUAL -> compared(node);
                default -> {}
            }
            super.visit(node);
        }

        private void compared(Expression.Binary node) {
            tested(node.left());
            tested(node.right());
        }

        /** What asks whether an entry is there does without it. */
        private void tested(Expression condition) {
            entry(condition).ifPresent(range -> {
                for (int i = (int) range.low(); i <= range.high(); i++) {
                    optional.add(i);
                }
            });
        }
    }
}
