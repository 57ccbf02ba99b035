package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ResultValue;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.LuaType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Returning a table with a nil among its elements, where Redis ends the array. */
final class NilHoleCheck implements Check {

    private static final String CODE = "nil-hole";

    /** Locals of locals are looked at no further. */
    private static final int MAX_DEPTH = 5;

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<Variable> returned = new HashSet<>();
        for (ResultValue value : script.results().values()) {
            if (value.value() instanceof Expression.Variable table && isCut(value.present())) {
                script.bindings().variable(table).ifPresent(returned::add);
            }
            if (value.table().isPresent() && isCut(value.present())) {
                List<Expression> elements = value.table().get().positional();
                int followed = Math.min(elements.size(), written(script, value) - 1);
                for (int i = 0; i < followed; i++) {
                    check(script, elements.get(i), i, value.present(), findings);
                }
            }
        }
        checkAssigned(script, returned, findings);
        new LeftOut(script, returned, findings).walk(script.chunk().block());
    }

    /** How many elements the constructor of a table has. */
    private static int written(AnalyzedScript script, ResultValue value) {
        return script.definitions().resolved(value.value()) instanceof Expression.Table table
                ? (int) table.fields().stream()
                        .filter(TableField.Positional.class::isInstance)
                        .count()
                : 0;
    }

    /** Finds places of tables that a loop fills under a condition alone: {@code if v then t[i] = v end}. */
    private static final class LeftOut extends Walker {

        private final AnalyzedScript script;
        private final Set<Variable> returned;
        private final Consumer<Diagnostic> findings;

        /** How often something is put into each table. */
        private final Map<Variable, Integer> filled;

        /** What the innermost loop counts: its own local, and those that rise each time. */
        private Set<Variable> counted = Set.of();

        /** The outermost condition of the innermost loop that leaves places out. */
        private Optional<Statement.If> condition = Optional.empty();

        LeftOut(AnalyzedScript script, Set<Variable> returned, Consumer<Diagnostic> findings) {
            this.script = script;
            this.returned = returned;
            this.findings = findings;
            this.filled = filled(walker -> walker.walk(script.chunk().block()));
        }

        private Map<Variable, Integer> filled(Consumer<Walker> walk) {
            Map<Variable, Integer> filled = new HashMap<>();
            walk.accept(new Walker() {
                @Override
                protected void visit(Statement.Assignment node) {
                    super.visit(node);
                    node.targets()
                            .forEach(target -> table(target).ifPresent(table -> filled.merge(table, 1, Integer::sum)));
                }
            });
            return filled;
        }

        private Optional<Variable> table(Expression target) {
            return target instanceof Expression.Index place ? local(place.object()) : Optional.empty();
        }

        private Optional<Variable> local(Expression expression) {
            return expression instanceof Expression.Variable name
                    ? script.bindings().variable(name)
                    : Optional.empty();
        }

        @Override
        protected void visit(Statement.NumericFor node) {
            Set<Variable> counts = rising(node.block());
            script.bindings().variable(node.variable()).ifPresent(counts::add);
            loop(counts, () -> super.visit(node));
        }

        @Override
        protected void visit(Statement.GenericFor node) {
            Set<Variable> counts = rising(node.block());
            if (node.values().get(0) instanceof Expression.Call call
                    && script.bindings().isGlobal(call.callee(), "ipairs")) {
                script.bindings().variable(node.variables().get(0)).ifPresent(counts::add);
            }
            loop(counts, () -> super.visit(node));
        }

        /** The locals that become one more each time: {@code n = n + 1}. */
        private Set<Variable> rising(Block loop) {
            Set<Variable> rising = new HashSet<>();
            for (Statement statement : loop.statements()) {
                if (statement instanceof Statement.Assignment step
                        && step.targets().size() == 1
                        && step.values().get(0) instanceof Expression.Binary sum
                        && sum.operator() == BinaryOperator.ADD
                        && sum.right() instanceof Expression.Numeral
                        && local(sum.left()).equals(local(step.targets().get(0)))) {
                    local(sum.left())
                            .filter(count -> script.bindings().writes(count) == 1)
                            .ifPresent(rising::add);
                }
            }
            return rising;
        }

        private void loop(Set<Variable> counts, Runnable body) {
            Set<Variable> outerCounts = counted;
            Optional<Statement.If> outer = condition;
            counted = counts;
            condition = Optional.empty();
            body.run();
            counted = outerCounts;
            condition = outer;
        }

        @Override
        protected void visit(Statement.If node) {
            Optional<Statement.If> outer = condition;
            boolean leavesOut = !counted.isEmpty()
                    && node.otherwise().isEmpty()
                    && node.branches().stream()
                            .allMatch(branch -> !alwaysHolds(branch.condition())
                                    && branch.block().statements().size() == 1 // others may count what is there
                                    && (isRemainder(branch.condition()) || !mentionsCount(branch.condition(), 0)));
            if (leavesOut && condition.isEmpty()) {
                condition = Optional.of(node);
            }
            super.visit(node);
            condition = outer;
        }

        /** Whether a condition is no question: {@code v ~= nil} of a reply, which is false where there is nothing. */
        private boolean alwaysHolds(Expression condition) {
            if (condition instanceof Expression.Binary comparison
                    && comparison.operator() == BinaryOperator.NOT_EQUAL
                    && comparison.right() instanceof Expression.Nil) {
                return !script.types().of(comparison.left()).can(ValueType.NIL);
            }
            if (condition instanceof Expression.Binary equality
                    && equality.operator() == BinaryOperator.EQUAL
                    && equality.right() instanceof Expression.Str name
                    && equality.left() instanceof Expression.Call type
                    && script.bindings().isGlobal(type.callee(), "type")
                    && type.arguments().size() == 1) {
                ValueType asked = script.types().of(type.arguments().get(0));
                return asked.isOnly(name.value().equals("string") ? ValueType.STRING : 0);
            }
            return !script.types().of(condition).can(ValueType.FALSY);
        }

        /** {@code i % 2 == 0} */
        private boolean isRemainder(Expression condition) {
            return condition instanceof Expression.Binary equality
                    && (equality.operator() == BinaryOperator.EQUAL || equality.operator() == BinaryOperator.NOT_EQUAL)
                    && equality.right() instanceof Expression.Numeral
                    && equality.left() instanceof Expression.Binary remainder
                    && remainder.operator() == BinaryOperator.MODULO
                    && local(remainder.left()).filter(counted::contains).isPresent()
                    && remainder.right() instanceof Expression.Numeral divisor
                    && divisor.value() > 1;
        }

        private boolean mentionsCount(Expression condition, int depth) {
            boolean[] found = {depth > MAX_DEPTH};
            new Walker() {
                @Override
                protected void visit(Expression.Index node) {
                    walk(node.object()); // which element it is tells nothing of the count
                }

                @Override
                protected void visit(Expression.Call node) {
                    if (depth == 0) {
                        super.visit(node); // what a local was given by a call is not calculated from the count
                    }
                }

                @Override
                protected void visit(Expression.Variable node) {
                    Expression value = script.definitions().resolved(node);
                    found[0] |= value instanceof Expression.Variable name
                            ? local(name).filter(counted::contains).isPresent()
                            : mentionsCount(value, depth + 1);
                }
            }.walk(condition);
            return found[0];
        }

        @Override
        protected void visit(Statement.Assignment node) {
            super.visit(node);
            if (condition.isEmpty() || node.targets().size() != 1) {
                return;
            }
            Expression target = node.targets().get(0);
            Optional<Variable> table = table(target);
            if (table.filter(returned::contains).isPresent()
                    && target instanceof Expression.Index place
                    && local(place.key()).filter(counted::contains).isPresent()
                    && filled.getOrDefault(table.get(), 0)
                            .equals(filled(walker -> condition.get().branches().stream()
                                            .map(Statement.If.Branch::block)
                                            .forEach(walker::walk))
                                    .get(table.get()))
                    && script.definitions().resolved(place.object()) instanceof Expression.Table constructor
                    && constructor.fields().isEmpty()) {
                findings.accept(script.warning(
                                CODE,
                                "this is not put into each place, which leaves holes, where Redis ends the array",
                                target)
                        .hint("put it behind the others: t[#t + 1] = x, or put false into the others"));
            }
        }
    }

    /** What may be nil and is put at a place of a table that is returned. */
    private static void checkAssigned(AnalyzedScript script, Set<Variable> returned, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Statement.Assignment node) {
                super.visit(node);
                if (node.targets().size() == 1
                        && node.values().size() == 1
                        && node.targets().get(0) instanceof Expression.Index place
                        && place.key() instanceof Expression.Variable
                        && place.object() instanceof Expression.Variable table
                        && script.bindings()
                                .variable(table)
                                .filter(returned::contains)
                                .isPresent()
                        && (isNumberOfNothing(script, node.values().get(0))
                                || isOrNil(node.values().get(0)))) {
                    findings.accept(script.warning(
                                    CODE,
                                    "this can be nil, which leaves a hole, where Redis ends the array",
                                    node.values().get(0))
                            .hint("say what it is then: (x or 0), or false"));
                }
            }
        }.walk(script.chunk().block());
    }

    /** {@code condition and x or nil} */
    private static boolean isOrNil(Expression value) {
        return value instanceof Expression.Binary choice
                && choice.operator() == BinaryOperator.OR
                && choice.right() instanceof Expression.Nil;
    }

    /** Whether nothing that Moonlet adds fills holes. */
    private static boolean isCut(LuaType type) {
        return type == LuaType.Scalar.ANY
                || (type instanceof LuaType.Array array && !(array.element() instanceof LuaType.Optional))
                || (type instanceof LuaType.Pairs pairs && !(pairs.value() instanceof LuaType.Optional))
                || (type instanceof LuaType.Tuple tuple
                        && tuple.elements().stream().noneMatch(LuaType.Optional.class::isInstance));
    }

    private static void check(
            AnalyzedScript script, Expression element, int index, LuaType type, Consumer<Diagnostic> findings) {
        boolean certain = script.types().of(element).isOnly(ValueType.NIL);
        if (certain ? isAny(type) : isNumberOfNothing(script, element)) {
            String hint = type instanceof LuaType.Array array
                    ? "return false instead of nil, or declare "
                            + array.element().notation() + "?[]"
                    : "return false instead of nil";
            findings.accept(script.warning(
                            CODE,
                            "element " + (index + 1) + (certain ? " is" : " can be")
                                    + " nil, where Redis ends the array",
                            element)
                    .hint(hint));
        }
    }

    /** Whether nothing is declared that a nil is not. */
    private static boolean isAny(LuaType type) {
        return type == LuaType.Scalar.ANY || (type instanceof LuaType.Array array && isAny(array.element()));
    }

    /** {@code tonumber(redis.call('GET', …))}, of what may not be there. */
    private static boolean isNumberOfNothing(AnalyzedScript script, Expression element) {
        if (!script.types().of(element).can(ValueType.NIL)
                || !(script.definitions().resolved(element) instanceof Expression.Call call)
                || !script.bindings().isGlobal(call.callee(), "tonumber")
                || call.arguments().isEmpty()) {
            return false;
        }
        ValueType argument = script.types().of(call.arguments().get(0));
        return argument.isReply() && argument.can(ValueType.FALSE);
    }
}
