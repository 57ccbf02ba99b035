package dev.moonlet.analysis.proposal;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.redis.CommandTable;
import dev.moonlet.redis.NumberWords;
import dev.moonlet.script.LuaType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a script takes its entries for: what it decodes, calculates and compares, and what commands take as whole numbers. */
final class EntryTypes {

    private static final Set<String> FLAGS = Set.of("0", "1");

    private final Map<Integer, LuaType> types = new HashMap<>();
    private final Set<Integer> emptied = new HashSet<>();
    private final Set<Integer> asked = new HashSet<>();
    private final Set<Integer> askedAsNumbers = new HashSet<>();
    private final Map<Integer, Integer> reads = new HashMap<>();
    private final Map<Integer, Integer> flagComparisons = new HashMap<>();

    private EntryTypes() {}

    /** The types of the entries of a table. */
    static EntryTypes of(AnalyzedScript script, Entries entries) {
        EntryTypes types = new EntryTypes();
        types.new Uses(script, entries).walk(script.chunk().block());
        script.commands().all().forEach(call -> types.readCommand(call, entries));
        return types;
    }

    /** The type of an entry; a string where the script does nothing that other types need. */
    LuaType of(int index) {
        Optional<LuaType> found = Optional.ofNullable(types.get(index));
        int compared = flagComparisons.getOrDefault(index, 0);
        boolean flag = compared > 0 && compared == reads.getOrDefault(index, 0);
        return found.orElse(flag ? LuaType.Scalar.BOOLEAN : LuaType.Scalar.STRING);
    }

    /** Whether the script compares an entry with the empty string, which is what it takes for nothing. */
    boolean isEmptied(int index) {
        return emptied.contains(index);
    }

    /** Whether the script asks whether an entry is there. */
    boolean isAsked(int index) {
        return asked.contains(index);
    }

    /** Whether the script asks whether an entry is a number, which the empty string is not. */
    boolean isAskedAsNumber(int index) {
        return askedAsNumbers.contains(index);
    }

    private void note(Set<Integer> indexes, LuaType type) {
        indexes.forEach(index -> types.merge(index, type, EntryTypes::narrower));
    }

    /** Of two types, the one that says more: a unit, then what is decoded, then a whole number, then a number. */
    private static LuaType narrower(LuaType a, LuaType b) {
        List<LuaType> order = List.of(
                LuaType.Scalar.MILLISECONDS,
                LuaType.Scalar.SECONDS,
                LuaType.Scalar.JSON,
                LuaType.Scalar.MSGPACK,
                LuaType.Scalar.INTEGER,
                LuaType.Scalar.NUMBER);
        return order.indexOf(a) <= order.indexOf(b) ? a : b;
    }

    private void readCommand(CommandCall call, Entries entries) {
        NumberWords.of(call.literals())
                .ifPresent(word -> note(
                        entries.of(positive(call.words().get(word.place()).expression())),
                        switch (word.meaning()) {
                            case SECONDS -> LuaType.Scalar.SECONDS;
                            case MILLISECONDS -> LuaType.Scalar.MILLISECONDS;
                            case NUMBER -> LuaType.Scalar.INTEGER;
                        }));
        for (int place : CommandTable.get().integers(call.literals())) {
            note(entries.of(positive(call.words().get(place).expression())), LuaType.Scalar.INTEGER);
        }
    }

    /** {@code x} of {@code -x} */
    private static Expression positive(Expression value) {
        return value instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NEGATE
                ? unary.operand()
                : value;
    }

    /** What the code does with entries. */
    private final class Uses extends Walker {

        private final AnalyzedScript script;
        private final Entries entries;

        Uses(AnalyzedScript script, Entries entries) {
            this.script = script;
            this.entries = entries;
        }

        private void count(Map<Integer, Integer> counts, Set<Integer> indexes, int by) {
            indexes.forEach(index -> counts.merge(index, by, Integer::sum));
        }

        @Override
        protected void visit(Expression.Index node) {
            super.visit(node);
            count(reads, entries.of(node), 1);
        }

        @Override
        protected void visit(Expression.Variable node) {
            super.visit(node);
            count(reads, entries.of(node), 1);
        }

        /** A local that holds an entry does not read it by that. */
        @Override
        protected void visit(Statement.Local node) {
            super.visit(node);
            node.values().stream().filter(entries::isWritten).forEach(value -> count(reads, entries.of(value), -1));
        }

        @Override
        protected void visit(Expression.Call node) {
            super.visit(node);
            if (node.arguments().size() != 1) {
                return;
            }
            Set<Integer> decoded = entries.of(node.arguments().get(0));
            if (script.bindings().isGlobal(node.callee(), "tonumber")) {
                note(decoded, LuaType.Scalar.NUMBER);
            } else if (entries.isCall(node, "cjson", "decode")) {
                note(decoded, LuaType.Scalar.JSON);
            } else if (entries.isCall(node, "cmsgpack", "unpack")) {
                note(decoded, LuaType.Scalar.MSGPACK);
            }
        }

        @Override
        protected void visit(Statement.NumericFor node) {
            note(entries.of(node.initial()), LuaType.Scalar.INTEGER);
            note(entries.of(node.limit()), LuaType.Scalar.INTEGER);
            super.visit(node);
        }

        private void ask(Expression condition) {
            Set<Integer> indexes = entries.of(condition);
            asked.addAll(indexes);
            if (script.definitions().resolved(condition) instanceof Expression.Call call
                    && script.bindings().isGlobal(call.callee(), "tonumber")) {
                askedAsNumbers.addAll(indexes);
            }
        }

        @Override
        protected void visit(Statement.If node) {
            super.visit(node);
            node.branches().forEach(branch -> ask(branch.condition()));
        }

        @Override
        protected void visit(Expression.Unary node) {
            super.visit(node);
            if (node.operator() == UnaryOperator.NOT) {
                ask(node.operand());
            }
        }

        @Override
        protected void visit(Expression.Binary node) {
            super.visit(node);
            switch (node.operator()) {
                case AND, OR -> ask(node.left());
                case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> {
                    note(entries.of(node.left()), LuaType.Scalar.NUMBER);
                    note(entries.of(node.right()), LuaType.Scalar.NUMBER);
                }
                case EQUAL, NOT_EQUAL -> {
                    if (node.right() instanceof Expression.Nil) {
                        ask(node.left());
                    }
                    compare(node.left(), text(node.right()));
                    compare(node.right(), text(node.left()));
                }
                default -> {}
            }
        }

        private void compare(Expression value, @Nullable String other) {
            if (other == null
                    || (value instanceof Expression.Binary binary && binary.operator() != BinaryOperator.OR)) {
                return;
            }
            if (other.isEmpty()) {
                emptied.addAll(entries.of(value));
            } else if (FLAGS.contains(other)) {
                count(flagComparisons, entries.of(value), 1);
            }
        }

        private static @Nullable String text(Expression expression) {
            return expression instanceof Expression.Str text ? text.value() : null;
        }
    }
}
