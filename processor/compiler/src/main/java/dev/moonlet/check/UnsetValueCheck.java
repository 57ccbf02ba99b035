package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import java.util.List;
import java.util.function.Consumer;

/** Adding to what has no value at first: {@code local sum; sum = sum + n}, and {@code counts[k] = counts[k] + 1} of a new table. */
final class UnsetValueCheck implements Check {

    private static final String CODE = "unset-value";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        LocalTables tables = LocalTables.of(script);
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                if (node.operator() == BinaryOperator.AND || node.operator() == BinaryOperator.OR) {
                    choice(node);
                    return;
                }
                super.visit(node);
                if (isFailing(node)) {
                    check(node.left());
                    check(node.right());
                }
            }

            /** How many conditions are around, of which some may hold in later passes alone. */
            private int conditions;

            @Override
            protected void visit(Statement.If node) {
                int outer = conditions;
                for (Statement.If.Branch branch : node.branches()) {
                    walk(branch.condition());
                    conditions = outer + 1;
                    walk(branch.block());
                }
                node.otherwise().ifPresent(this::walk);
                conditions = outer;
            }

            /** Where the innermost loop ends: what is assigned behind it may have been assigned in a pass of a loop around. */
            private int loopEnd = Integer.MAX_VALUE;

            private void loop(Statement node, Runnable walk) {
                int outer = loopEnd;
                loopEnd = node.end();
                walk.run();
                loopEnd = outer;
            }

            @Override
            protected void visit(Statement.While node) {
                loop(node, () -> super.visit(node));
            }

            @Override
            protected void visit(Statement.Repeat node) {
                loop(node, () -> super.visit(node));
            }

            @Override
            protected void visit(Statement.NumericFor node) {
                loop(node, () -> super.visit(node));
            }

            @Override
            protected void visit(Statement.GenericFor node) {
                loop(node, () -> super.visit(node));
            }

            /** Either side of {@code and} and {@code or} is looked at as under a condition: what is left of it may be one, too. */
            private void choice(Expression.Binary node) {
                conditions++;
                super.visit(node);
                conditions--;
            }

            private void check(Expression operand) {
                if (operand instanceof Expression.Variable read
                        && script.types().of(read).can(ValueType.NIL)
                        && isUnset(read)) {
                    findings.accept(script.error(CODE, read.name() + " has no value at first, and is nil here", read)
                            .hint("give it one where it is declared: local " + read.name() + " = …"));
                }
            }

            /** Whether a local has no value yet where it is first read, which is where it gets one. */
            private boolean isUnset(Expression.Variable read) {
                List<Expression> values = script.definitions().possible(read);
                return values.stream().anyMatch(UnsetValueCheck::isMissing)
                        && values.stream()
                                .allMatch(value -> isMissing(value)
                                        || (value.start() <= read.start() && read.end() <= value.end())
                                        || (conditions == 0 && read.end() <= value.start() && value.start() < loopEnd));
            }

            @Override
            protected void visit(Expression.Index node) {
                super.visit(node);
                never(node.object());
            }

            @Override
            protected void visit(Expression.Member node) {
                super.visit(node);
                never(node.object());
            }

            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                LibraryCall.of(script, node)
                        .filter(call -> call.function().path().startsWith("table."))
                        .ifPresent(call -> call.arguments().stream().limit(1).forEach(this::never));
            }

            /** What is in a table is used, into which nothing was put. */
            private void never(Expression element) {
                if (tables.isNeverFilled(element)) {
                    findings.accept(script.error(
                            CODE, script.text(element) + " is nil: nothing is put into this table", element));
                }
            }

            @Override
            protected void visit(Statement.Assignment node) {
                super.visit(node);
                if (node.targets().size() != 1 || node.values().size() != 1) {
                    return;
                }
                Expression target = node.targets().get(0);
                if (node.values().get(0) instanceof Expression.Binary sum
                        && isFailing(sum)
                        && tables.isFilledHereAlone(target)
                        && script.text(sum.left()).equals(script.text(target))) {
                    findings.accept(script.error(
                                    CODE, script.text(target) + " has no value at first, and is nil here", sum.left())
                            .hint("say what it is then: (" + script.text(target) + " or 0)"));
                }
            }
        }.walk(script.chunk().block());
    }

    private static boolean isMissing(Expression value) {
        return value instanceof Expression.Nil;
    }

    private static boolean isFailing(Expression.Binary node) {
        return switch (node.operator()) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER, CONCAT, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
                true;
            default -> false;
        };
    }
}
