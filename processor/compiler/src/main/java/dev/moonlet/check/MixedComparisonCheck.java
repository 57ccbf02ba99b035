package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Comparing a number or a status with a string, or a boolean with either: they are never equal. */
final class MixedComparisonCheck implements Check {

    private static final String CODE = "mixed-comparison";

    /** Values of values are looked into no further. */
    private static final int MAX_DEPTH = 3;

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<String> repeated = RepeatedComparisons.of(script);
        LocalTables tables = LocalTables.of(script);
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                switch (node.operator()) {
                    case EQUAL -> check(node, "is never so");
                    case NOT_EQUAL -> check(node, "is always so");
                    case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
                        if (!isMissing(node.left()) && !isMissing(node.right())) {
                            checkNumber(node, "fails"); // another check speaks of what has no order at all
                        }
                        if (!isMixed(
                                        script.types().of(node.left()),
                                        script.types().of(node.right()))
                                && !isMixed(
                                        script.types().of(node.right()),
                                        script.types().of(node.left()))) {
                            checkParts(node.left(), node.right(), 0, node.left());
                            checkParts(node.right(), node.left(), 0, node.right());
                        }
                    }
                    default -> {}
                }
                super.visit(node);
            }

            /** The places that something is put at. */
            private final Set<Integer> targets = new HashSet<>();

            @Override
            protected void visit(Statement.Assignment node) {
                node.targets().forEach(target -> targets.add(target.start()));
                super.visit(node);
            }

            /** {@code names[code]}, with a number, of a table whose keys are all strings. */
            private void keys(Expression.Index node, ValueType key) {
                boolean literal = node.key() instanceof Expression.Str || node.key() instanceof Expression.Numeral;
                if (targets.contains(node.start()) || literal || script.changesTables()) {
                    return;
                }
                tables.keys(node.object())
                        .filter(keys -> isOther(key, keys, ValueType.NUMBER, ValueType.STRING)
                                || isOther(key, keys, ValueType.STRING, ValueType.NUMBER))
                        .ifPresent(keys -> findings.accept(script.warning(
                                        CODE,
                                        "this is " + key.inWords() + ", and the keys of the table are "
                                                + (keys.can(ValueType.STRING) ? "strings" : "numbers")
                                                + ", so nothing is found",
                                        node.key())
                                .hint(keys.can(ValueType.STRING) ? "tostring(…)" : "tonumber(…)")));
            }

            private static boolean isOther(ValueType key, ValueType keys, int kind, int other) {
                return key.can(kind)
                        && key.isOnly(kind | ValueType.FALSY)
                        && keys.can(other)
                        && keys.isOnly(other | ValueType.FALSY);
            }

            /** {@code handlers[redis.call('TYPE', key)]} */
            @Override
            protected void visit(Expression.Index node) {
                super.visit(node);
                ValueType key = script.types().of(node.key());
                keys(node, key);
                if (key.can(ValueType.STATUS) && key.isOnly(ValueType.STATUS | ValueType.FALSE)) {
                    findings.accept(script.warning(CODE, "a status is a table, and finds nothing here", node.key())
                            .hint("use its field ok"));
                }
            }

            /** Whether an operand can be false, which another check speaks of. */
            private boolean isMissing(Expression operand) {
                ValueType type = script.types().of(operand);
                return type.isReply() && type.can(ValueType.FALSE);
            }

            /** Whether a condition compares the same value with others, too: it is careful, and one of them is right. */
            private boolean isRepeated(Expression.Binary node) {
                return repeated.contains(node.start() + ":" + node.end());
            }

            /** Whether one of the values that an operand can be is a string, where the other operand is a number: {@code (v or 0) < 1}. */
            private void checkParts(Expression operand, Expression other, int depth, Expression place) {
                ValueType type = script.types().of(place);
                if (depth > MAX_DEPTH
                        || !script.types().of(other).can(ValueType.NUMBER)
                        || !script.types().of(other).isOnly(ValueType.NUMBER | ValueType.NIL)
                        || !type.can(ValueType.STRING)) {
                    return;
                }
                Expression value = script.definitions().resolved(operand);
                List<Expression> parts = script.definitions().alternatives(value);
                if (value instanceof Expression.Binary choice && choice.operator() == BinaryOperator.OR) {
                    parts = List.of(choice.left(), choice.right());
                }
                for (Expression part : parts) {
                    ValueType found = script.types().of(part);
                    if (found.can(ValueType.STRING) && found.isOnly(ValueType.STRING | ValueType.FALSY)) {
                        String what = found.isReply() ? found.source() : "this";
                        findings.accept(script.warning(
                                        CODE,
                                        what + " can be a string here, and comparing it with a number fails",
                                        place)
                                .hint("convert it first: tonumber(…)"));
                        return;
                    }
                }
                parts.forEach(part -> checkParts(part, other, depth + 1, place));
            }

            private void check(Expression.Binary node, String outcome) {
                ValueType left = script.types().of(node.left());
                ValueType right = script.types().of(node.right());
                if (isRepeated(node)) {
                    return;
                }
                if (isNewTable(node.left()) || isNewTable(node.right())) {
                    findings.accept(script.warning(CODE, "a new table equals no other value, so this " + outcome, node)
                            .hint("for an empty list, write #x == 0, and for an empty table, next(x) == nil"));
                    return;
                }
                if (isStatusAndText(left, right) || isStatusAndText(right, left)) {
                    ValueType other = left.can(ValueType.STATUS) ? right : left;
                    findings.accept(script.warning(
                                    CODE, "a status is compared with " + other.inWords() + ", which " + outcome, node)
                            .hint("compare its field ok"));
                    return;
                }
                if (isListAndText(left, right) || isListAndText(right, left)) {
                    findings.accept(script.warning(
                                    CODE,
                                    left.inWords() + " is compared with " + right.inWords() + ", which " + outcome,
                                    node)
                            .hint("for an empty list, write #x == 0"));
                    return;
                }
                if (isBooleanAndOther(left, right) || isBooleanAndOther(right, left)) {
                    findings.accept(script.warning(
                                    CODE,
                                    left.inWords() + " is compared with " + right.inWords() + ", which " + outcome,
                                    node)
                            .hint("a boolean is a condition by itself"));
                    return;
                }
                checkNumber(node, outcome);
            }

            private boolean isNewTable(Expression operand) {
                return operand instanceof Expression.Parenthesized inner
                        ? isNewTable(inner.inner())
                        : operand instanceof Expression.Table;
            }

            private void checkNumber(Expression.Binary node, String outcome) {
                ValueType left = script.types().of(node.left());
                ValueType right = script.types().of(node.right());
                boolean never = node.operator() == BinaryOperator.EQUAL
                        && (isNumberOrNothingAndText(left, right) || isNumberOrNothingAndText(right, left));
                if (never || isMixed(left, right) || isMixed(right, left)) {
                    String what = left.inWords() + " is compared with " + right.inWords();
                    findings.accept(script.warning(CODE, what + ", which " + outcome, node)
                            .hint("convert one of them, for instance with tonumber"));
                }
            }
        }.walk(script.chunk().block());
    }

    /** A status, or false for what was not done, and a string. */
    private static boolean isStatusAndText(ValueType status, ValueType text) {
        int caught = status.isReply() ? ValueType.TABLE : 0; // an error of redis.pcall
        return status.can(ValueType.STATUS)
                && status.isOnly(ValueType.STATUS | ValueType.FALSY | caught)
                && (text.isOnly(ValueType.STRING) || text.isOnly(ValueType.NUMBER) || text.isCertainly(ValueType.TRUE));
    }

    private static boolean isListAndText(ValueType list, ValueType text) {
        return list.isReply()
                && list.isOnly(ValueType.TABLE)
                && text.kinds() != 0
                && text.isOnly(ValueType.STRING | ValueType.NUMBER | ValueType.BOOLEAN);
    }

    private static boolean isBooleanAndOther(ValueType flag, ValueType other) {
        return flag.isOnly(ValueType.BOOLEAN)
                && flag.kinds() != 0
                && !flag.can(other.kinds())
                && (other.can(ValueType.STRING | ValueType.NUMBER) || (other.isReply() && other.can(ValueType.STATUS)))
                && other.isOnly(ValueType.ALL & ~ValueType.FUNCTION & ~ValueType.OTHER);
    }

    /** A number, and a string or what is not there: input such as {@code ARGV[1]} is text. */
    private static boolean isMixed(ValueType number, ValueType text) {
        return number.can(ValueType.NUMBER)
                && number.isOnly(ValueType.NUMBER)
                && text.can(ValueType.STRING)
                && text.isOnly(ValueType.STRING | ValueType.NIL | ValueType.FALSE);
    }

    /** {@code tonumber(cursor) == '0'} */
    private static boolean isNumberOrNothingAndText(ValueType number, ValueType text) {
        return number.can(ValueType.NUMBER)
                && number.isOnly(ValueType.NUMBER | ValueType.NIL)
                && text.isCertainly(ValueType.STRING);
    }
}
