package dev.moonlet.analysis.proposal;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.script.LuaType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a script takes its entries for: what it decodes, calculates and compares, and what commands take as whole numbers. */
final class EntryTypes {

    private static final Set<String> FLAGS = Set.of("0", "1");

    private final Map<Integer, LuaType> types = new HashMap<>();
    private final Set<Integer> moments = new HashSet<>();
    private final Set<Integer> durations = new HashSet<>();
    private final Map<Integer, Integer> reads = new HashMap<>();
    private final Map<Integer, Integer> conversions = new HashMap<>();
    private final Map<Integer, Integer> flagConversions = new HashMap<>();
    private final Map<Integer, Integer> flagComparisons = new HashMap<>();

    private EntryTypes() {}

    /** The types of the entries of a table. */
    static EntryTypes of(AnalyzedScript script, Entries entries) {
        EntryTypes types = new EntryTypes();
        types.new Uses(script, entries).walk(script.chunk().block());
        script.commands().all().forEach(call -> types.readCommand(call, script, entries));
        return types;
    }

    /** The type of an entry; a string where the script does nothing that other types need. */
    LuaType of(int index) {
        boolean number = !types.containsKey(index)
                && conversions.getOrDefault(index, 0) > flagConversions.getOrDefault(index, 0);
        Optional<LuaType> found = Optional.ofNullable(number ? LuaType.Scalar.NUMBER : types.get(index))
                .map(type -> moments.contains(index) && durations.contains(index) ? LuaType.Scalar.INTEGER : type);
        int compared = flagComparisons.getOrDefault(index, 0);
        boolean flag = compared > 0 && compared == reads.getOrDefault(index, 0);
        return found.orElse(flag ? LuaType.Scalar.BOOLEAN : LuaType.Scalar.STRING);
    }

    /** Whether an entry is a number, or a time. */
    boolean isNumber(int index) {
        LuaType type = of(index);
        return isTime(type) || type == LuaType.Scalar.INTEGER || type == LuaType.Scalar.NUMBER;
    }

    /** Whether an entry is a time since 1970, and no time to live. */
    boolean isMoment(int index) {
        return moments.contains(index) && !durations.contains(index);
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

    private void readCommand(CommandCall call, AnalyzedScript script, Entries entries) {
        for (WordTypes.TypedWord word : WordTypes.of(call)) {
            Expression value = positive(call.words().get(word.place()).expression());
            Optional<Expression> seconds = word.type() == LuaType.Scalar.MILLISECONDS
                    ? thousandth(script.definitions().resolved(value))
                    : Optional.empty();
            LuaType type = seconds.isPresent() ? LuaType.Scalar.SECONDS : word.type();
            Set<Integer> indexes = entries.of(seconds.orElse(value));
            note(indexes, type);
            if (isTime(type)) {
                (word.moment() ? moments : durations).addAll(indexes);
            }
        }
    }

    /** {@code x} of {@code x * 1000} */
    private static Optional<Expression> thousandth(Expression value) {
        if (!(value instanceof Expression.Binary product) || product.operator() != BinaryOperator.MULTIPLY) {
            return Optional.empty();
        }
        return isThousand(product.right())
                ? Optional.of(product.left())
                : Optional.of(product.right()).filter(other -> isThousand(product.left()));
    }

    private static boolean isThousand(Expression value) {
        return value instanceof Expression.Numeral numeral && numeral.value() == 1000;
    }

    private static boolean isTime(LuaType type) {
        return type == LuaType.Scalar.SECONDS || type == LuaType.Scalar.MILLISECONDS;
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
            node.values().stream()
                    .filter(value -> entries.isWritten(value) || isDefaulted(value))
                    .forEach(value -> count(reads, entries.of(value), -1));
        }

        /** {@code ARGV[1] or '0'} */
        private boolean isDefaulted(Expression value) {
            return value instanceof Expression.Binary binary
                    && binary.operator() == BinaryOperator.OR
                    && entries.isWritten(binary.left())
                    && FLAGS.contains(text(binary.right()));
        }

        @Override
        protected void visit(Expression.Call node) {
            super.visit(node);
            script.functions()
                    .at(node.callee())
                    .filter(body -> script.commands().at(node).isEmpty())
                    .ifPresent(body -> passed(node, body));
            if (node.arguments().size() != 1) {
                return;
            }
            Set<Integer> decoded = entries.of(node.arguments().get(0));
            if (script.bindings().isGlobal(node.callee(), "tonumber")) {
                count(conversions, decoded, 1);
            } else if (entries.isCall(node, "cjson", "decode")) {
                note(decoded, LuaType.Scalar.JSON);
            } else if (entries.isCall(node, "cmsgpack", "unpack")) {
                note(decoded, LuaType.Scalar.MSGPACK);
            }
        }

        /** What a function is given is read by its parameter. */
        private void passed(Expression.Call node, FunctionBody body) {
            int count = Math.min(node.arguments().size(), body.parameters().size());
            for (int i = 0; i < count; i++) {
                Expression argument = node.arguments().get(i);
                boolean plain = argument instanceof Expression.Variable || entries.isWritten(argument);
                if (plain && entries.isFollowed(body.parameters().get(i))) {
                    count(reads, entries.of(argument), -1);
                }
            }
        }

        @Override
        protected void visit(Statement.NumericFor node) {
            note(entries.of(node.initial()), LuaType.Scalar.INTEGER);
            note(entries.of(node.limit()), LuaType.Scalar.INTEGER);
            super.visit(node);
        }

        @Override
        protected void visit(Expression.Binary node) {
            super.visit(node);
            switch (node.operator()) {
                case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> {
                    note(entries.of(node.left()), LuaType.Scalar.NUMBER);
                    note(entries.of(node.right()), LuaType.Scalar.NUMBER);
                }
                case EQUAL, NOT_EQUAL -> {
                    compare(node.left(), node.right());
                    compare(node.right(), node.left());
                }
                default -> {}
            }
        }

        private void compare(Expression value, Expression other) {
            if (value instanceof Expression.Binary binary && binary.operator() != BinaryOperator.OR) {
                return;
            }
            if (FLAGS.contains(text(other))) {
                count(flagComparisons, entries.of(value), 1);
            } else if (other instanceof Expression.Numeral numeral
                    && (numeral.value() == 0 || numeral.value() == 1)
                    && value instanceof Expression.Call call
                    && script.bindings().isGlobal(call.callee(), "tonumber")) {
                count(flagComparisons, entries.of(value), 1);
                count(flagConversions, entries.of(value), 1);
            }
        }

        /** The text that an expression is; empty if it is another expression. */
        private static String text(Expression expression) {
            return expression instanceof Expression.Str text ? text.value() : "";
        }
    }
}
