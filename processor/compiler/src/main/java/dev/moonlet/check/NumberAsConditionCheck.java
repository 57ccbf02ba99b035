package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.FieldAccess;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.ConditionWalker;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.source.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A number or a table as a condition, which always holds: 0 and an empty table are true in Lua. */
final class NumberAsConditionCheck implements Check {

    private static final String CODE = "number-as-condition";

    /** Parts of a condition that are further away are not compared with one another. */
    private static final int MAX_DEPTH = 8;

    /** Commands whose replies have as many elements as they are given words, or always the same: the default does no harm. */
    private static final Set<String> NEVER_EMPTY = Set.of(
            "GEOHASH", "GEOPOS", "HMGET", "HSCAN", "MGET", "SCAN", "SMISMEMBER", "SSCAN", "TIME", "ZMSCORE", "ZSCAN");

    private static final String TABLE = "table-as-condition";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<Integer> spared = new HashSet<>();
        new ConditionWalker() {
            @Override
            protected void visit(Expression.Unary node) {
                if (node.operator() == UnaryOperator.NOT) {
                    check(node.operand(), true);
                }
                super.visit(node);
            }

            /** {@code assert(redis.call('EXISTS', key))} */
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (script.bindings().isGlobal(node.callee(), "assert")) {
                    node.arguments().stream()
                            .limit(1)
                            .filter(value ->
                                    !script.types().of(value).can(ValueType.STATUS)) // which is there for certain
                            .forEach(this::condition);
                }
            }

            /** Behind a value, {@code or} is a default; in a condition, it is a question. */
            @Override
            protected void condition(Expression expression) {
                Expression current = expression;
                while (current instanceof Expression.Binary binary && binary.operator() == BinaryOperator.OR) {
                    spare(binary);
                    check(inner(binary.right()), false);
                    current = inner(binary.left());
                }
                current = inner(current);
                while (current instanceof Expression.Binary binary && binary.operator() == BinaryOperator.AND) {
                    spare(binary);
                    current = inner(binary.right());
                }
                check(current, false);
            }

            private static Expression inner(Expression expression) {
                Expression current = expression;
                while (current instanceof Expression.Parenthesized parenthesized) {
                    current = parenthesized.inner();
                }
                return current;
            }

            @Override
            protected void visit(Expression.Binary node) {
                spare(node);
                if (node.operator() == BinaryOperator.OR && isDefault(node.left(), node.right())) {
                    findings.accept(script.warning(
                                    TABLE,
                                    "this is never used: "
                                            + script.types().of(node.left()).source()
                                            + " is a table also if it is empty, and every table is true",
                                    node.right())
                            .hint("ask for its length: #x > 0"));
                }
                if (node.operator() == BinaryOperator.AND
                        && (script.types().of(node.left()).isReply()
                                || isLength(script.definitions().resolved(node.left())))) {
                    check(node.left(), false);
                }
                super.visit(node);
            }

            /** {@code any = any or redis.call('EXISTS', key)}, where {@code any} begins with false. */
            @Override
            protected void visit(Statement.Assignment node) {
                super.visit(node);
                for (int i = 0;
                        i < Math.min(node.targets().size(), node.values().size());
                        i++) {
                    if (node.targets().get(i) instanceof Expression.Variable flag
                            && node.values().get(i) instanceof Expression.Binary choice
                            && choice.operator() == BinaryOperator.OR
                            && choice.left() instanceof Expression.Variable before
                            && script.bindings()
                                    .variable(flag)
                                    .equals(script.bindings().variable(before))
                            && script.commands().at(choice.right()).isPresent()
                            && script.definitions().possible(before).stream()
                                    .anyMatch(value -> value instanceof Expression.Bool begin && !begin.value())) {
                        check(choice.right(), false);
                    }
                }
            }

            /** {@code redis.call('LRANGE', …) or { 'none' }} */
            private boolean isDefault(Expression reply, Expression other) {
                ValueType type = script.types().of(reply);
                boolean literal = other instanceof Expression.Str
                        || other instanceof Expression.Numeral
                        || (other instanceof Expression.Table table
                                && !table.fields().isEmpty());
                return literal
                        && !NEVER_EMPTY.contains(type.command())
                        && script.commands()
                                .at(script.definitions().resolved(reply))
                                .isPresent()
                        && type.isReply()
                        && type.isCertainly(ValueType.TABLE);
            }

            private boolean isLength(Expression value) {
                return value instanceof Expression.Unary unary && unary.operator() == UnaryOperator.LENGTH;
            }

            /** {@code n and n > 0} and {@code not t or #t == 0} ask once more behind it: they are careful, and no mistakes. */
            private void spare(Expression.Binary binary) {
                if (binary.operator() == BinaryOperator.AND || binary.operator() == BinaryOperator.OR) {
                    spare(binary.left(), binary.right(), 0);
                }
            }

            private void spare(Expression left, Expression right, int depth) {
                if (depth > MAX_DEPTH) {
                    return;
                }
                if (left instanceof Expression.Parenthesized parenthesized) {
                    spare(parenthesized.inner(), right, depth + 1);
                } else if (left instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NOT) {
                    spare(unary.operand(), right, depth + 1);
                } else if (left instanceof Expression.Binary chain && chain.operator() == BinaryOperator.AND) {
                    spare(chain.left(), right, depth + 1);
                    spare(chain.right(), right, depth + 1);
                } else if (left instanceof Expression.Variable variable && mentions(right, variable.name())) {
                    spared.add(left.start());
                }
            }

            private static boolean mentions(Expression expression, String name) {
                boolean[] found = {false};
                new Walker() {
                    @Override
                    protected void visit(Expression.Variable node) {
                        found[0] |= node.name().equals(name);
                    }
                }.walk(expression);
                return found[0];
            }

            /** A number that the script or its caller chooses, and may choose to leave out one day: {@code if LIMIT then}. */
            private boolean isSetting(Expression condition, ValueType type) {
                Expression value = script.definitions().resolved(condition);
                boolean parameter = condition instanceof Expression.Variable name
                        && (script.declaration(name).isPresent()
                                || script.bindings()
                                        .variable(name)
                                        .filter(local -> local.kind() == Variable.Kind.PARAMETER)
                                        .isPresent());
                boolean chosen = value instanceof Expression.Binary choice && choice.operator() == BinaryOperator.OR;
                return !type.isReply()
                        && (parameter
                                || chosen
                                || (value instanceof Expression.Numeral numeral && numeral.value() != 0)
                                || FieldAccess.of(condition).isPresent()
                                || isDefault(value));
            }

            /** What a function returns as {@code x or 10}. */
            private boolean isDefault(Expression value) {
                return script.functions()
                        .onlyValue(value)
                        .filter(result ->
                                result instanceof Expression.Binary choice && choice.operator() == BinaryOperator.OR)
                        .isPresent();
            }

            /** {@code flags[i]}, of a reply of numbers that a loop goes through. */
            private boolean isFlag(Expression condition) {
                return condition instanceof Expression.Index element
                        && !(element.key() instanceof Expression.Str)
                        && script.definitions().isUnchanged(element.object())
                        && script.commands()
                                .at(script.definitions().resolved(element.object()))
                                .filter(call -> call.command().equals("SMISMEMBER") && !call.caught())
                                .isPresent();
            }

            /** Whether it is a table that the script builds, or one of its inputs. */
            private boolean isTable(Expression condition, ValueType type) {
                boolean built = type.isCertainly(ValueType.TABLE)
                        && script.definitions().resolved(condition) instanceof Expression.Table;
                return condition instanceof Expression.Variable
                        && (built
                                || script.bindings().isGlobal(condition, "KEYS")
                                || script.bindings().isGlobal(condition, "ARGV"));
            }

            /** Offers to compare a condition; {@code not} binds closer than a comparison. */
            private Diagnostic compare(
                    Expression condition, boolean negated, String prefix, List<String> comparisons, Diagnostic found) {
                Span span = new Span(condition.start(), condition.end());
                String text = script.chunk().file().text(span);
                String value = prefix + (condition instanceof Expression.Binary ? "(" + text + ")" : text);
                Diagnostic offering = found;
                for (String comparison : comparisons) {
                    String meant = value + comparison;
                    String written = negated ? "(" + meant + ")" : meant;
                    offering = offering.fix("write " + written, span, written);
                }
                return offering;
            }

            private void check(Expression condition, boolean negated) {
                if (spared.contains(condition.start())) {
                    return;
                }
                ValueType type = script.types().of(condition);
                boolean literal = condition instanceof Expression.Numeral;
                if (type.isOnly(ValueType.NUMBER) && !literal && !isSetting(condition, type)) {
                    String what = type.isReply() ? type.source() : "this";
                    findings.accept(compare(
                            condition,
                            negated,
                            "",
                            isLength(condition) ? List.of(" > 0") : List.of(" == 1", " > 0"),
                            script.warning(CODE, what + " is a number, and every number is true, 0 too", condition)
                                    .hint("compare it: == 1, or > 0")));
                } else if (type.isReply()
                        && type.can(ValueType.NUMBER)
                        && type.can(ValueType.TABLE)
                        && type.isOnly(ValueType.NUMBER | ValueType.TABLE)) {
                    findings.accept(script.warning(
                                    CODE,
                                    type.source() + " is a number, or an error, which is a table, and both are true",
                                    condition)
                            .hint("ask for an error: type(x) == 'table'"));
                } else if (isFlag(condition)) {
                    findings.accept(compare(
                            condition,
                            negated,
                            "",
                            List.of(" == 1"),
                            script.warning(
                                            CODE,
                                            "each element of this reply is 0 or 1, and every number is true",
                                            condition)
                                    .hint("compare it: == 1")));
                } else if (isTable(condition, type)) {
                    findings.accept(script.warning(
                            TABLE, "this is a table, and every table is true, an empty one too", condition));
                } else if (type.isReply() && type.isOnly(ValueType.TABLE)) {
                    findings.accept(compare(
                            condition,
                            negated,
                            "#",
                            List.of(" > 0"),
                            script.warning(
                                            TABLE,
                                            type.source() + " is a table, and every table is true, an empty one too",
                                            condition)
                                    .hint("ask for its length: #x > 0")));
                } else if (type.isReply()
                        && type.can(ValueType.STATUS)
                        && type.isOnly(ValueType.STATUS | ValueType.TABLE)) {
                    boolean caught = type.can(ValueType.TABLE);
                    findings.accept(script.warning(
                                    TABLE,
                                    type.source()
                                            + (caught
                                                    ? " is a status or an error, and both are tables, which are true"
                                                    : " is a status, which is a table, and every table is true"),
                                    condition)
                            .hint(
                                    caught
                                            ? "ask for its field err"
                                            : type.command().equals("TYPE")
                                                    ? "compare its field ok: x.ok ~= 'none'"
                                                    : "an error ends the script, so there is nothing to ask"));
                }
            }
        }.walk(script.chunk().block());
    }
}
