package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds places of tables that a loop fills under a condition alone: {@code if v then t[i] = v end}. */
final class LeftOutPlaces extends Walker {

    /** Locals of locals are looked at no further. */
    private static final int MAX_DEPTH = 5;

    private final AnalyzedScript script;
    private final Set<Variable> returned;
    private final Consumer<Diagnostic> findings;

    /** How often something is put into each table. */
    private final Map<Variable, Integer> filled;

    /** The tables that get values in other ways, too. */
    private final Set<Variable> inserted = new HashSet<>();

    /** What the innermost loop counts: its own local, and those that rise each time. */
    private Set<Variable> counted = Set.of();

    /** What loops count that leave numbers out. */
    private final Set<Variable> gaps = new HashSet<>();

    /** Where the innermost loop begins. */
    private int loop;

    /** How often something is put into each table under that condition. */
    private Map<Variable, Integer> filledThere = Map.of();

    /** The outermost condition of the innermost loop that leaves places out. */
    private Optional<Statement.If> condition = Optional.empty();

    LeftOutPlaces(AnalyzedScript script, Set<Variable> returned, Consumer<Diagnostic> findings) {
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

            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (node.callee() instanceof Expression.Member member
                        && script.bindings().isGlobal(member.object(), "table")) {
                    node.arguments().stream().limit(1).forEach(list -> local(list)
                            .ifPresent(inserted::add));
                }
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
        boolean gap = (node.initial() instanceof Expression.Numeral first && first.value() > 1)
                || node.step()
                        .filter(step -> step instanceof Expression.Numeral by && by.value() > 1)
                        .isPresent();
        if (gap) {
            script.bindings().variable(node.variable()).ifPresent(gaps::add);
        }
        Set<Variable> counts = rising(node.block());
        script.bindings().variable(node.variable()).ifPresent(counts::add);
        loop(node, node.block(), counts, () -> super.visit(node));
    }

    @Override
    protected void visit(Statement.GenericFor node) {
        Set<Variable> counts = rising(node.block());
        if (node.values().get(0) instanceof Expression.Call call
                && script.bindings().isGlobal(call.callee(), "ipairs")) {
            script.bindings().variable(node.variables().get(0)).ifPresent(counts::add);
        }
        loop(node, node.block(), counts, () -> super.visit(node));
    }

    @Override
    protected void visit(Statement.While node) {
        loop(node, node.block(), rising(node.block()), () -> super.visit(node));
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

    private void loop(Statement statement, Block block, Set<Variable> counts, Runnable body) {
        Set<Variable> outerCounts = counted;
        Optional<Statement.If> outer = condition;
        int outerLoop = loop;
        counted = isEven(block, counts) ? counts : Set.of();
        condition = Optional.empty();
        loop = statement.start();
        body.run();
        counted = outerCounts;
        condition = outer;
        loop = outerLoop;
    }

    private static int begin(Block block) {
        return block.statements().isEmpty() ? 0 : block.statements().get(0).start();
    }

    /** Whether all passes of a loop are alike: it does not leave early, and notes nothing for the passes that come. */
    private boolean isEven(Block block, Set<Variable> counts) {
        boolean[] even = {true};
        new Walker() {
            @Override
            protected void visit(Statement.Break node) {
                even[0] = false;
            }

            @Override
            protected void visit(Statement.Return node) {
                even[0] = false;
            }

            @Override
            protected void visit(Statement.Assignment node) {
                for (Expression target : node.targets()) {
                    even[0] &= local(target)
                            .filter(outer -> outer.declaration().start() < begin(block) && !counts.contains(outer))
                            .isEmpty();
                }
            }

            @Override
            protected void visit(FunctionBody body) {
                even[0] = false;
            }
        }.walk(block);
        return even[0];
    }

    @Override
    protected void visit(Statement.If node) {
        Optional<Statement.If> outer = condition;
        boolean several = node.branches().size() > 1;
        boolean leavesOut = !counted.isEmpty()
                && node.otherwise().isEmpty()
                && node.branches().stream()
                        .allMatch(branch -> onlyPuts(branch.block())
                                && (several ? isOneOf(branch.condition()) : leavesOut(branch.condition())));
        if (leavesOut && condition.isEmpty()) {
            condition = Optional.of(node);
            filledThere = filled(walker ->
                    node.branches().stream().map(Statement.If.Branch::block).forEach(walker::walk));
        }
        super.visit(node);
        condition = outer;
    }

    /** Whether a block puts something into one table, and else calls commands; other statements may count what is there. */
    private boolean onlyPuts(Block block) {
        int puts = 0;
        for (Statement statement : block.statements()) {
            if (!(statement instanceof Statement.Call call)
                    || script.commands().at(call.call()).isEmpty()) {
                puts++;
            }
        }
        return puts == 1;
    }

    /** Whether a condition holds for some passes of the loop, and for others not. */
    private boolean leavesOut(Expression condition) {
        return !alwaysHolds(condition)
                && (isRemainder(condition) || (!mentionsCount(condition, 0) && dependsOnPass(condition)));
    }

    /** {@code v == 'a'}: several of them leave other values out. */
    private boolean isOneOf(Expression condition) {
        return condition instanceof Expression.Binary equality
                && equality.operator() == BinaryOperator.EQUAL
                && (equality.right() instanceof Expression.Str || equality.right() instanceof Expression.Numeral)
                && equality.left() instanceof Expression.Variable
                && leavesOut(condition);
    }

    /** Whether a condition asks for what each pass of the loop has for itself. */
    private boolean dependsOnPass(Expression condition) {
        boolean[] found = {false};
        new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                found[0] |= local(node)
                        .filter(variable -> variable.declaration().start() >= loop || counted.contains(variable))
                        .isPresent();
            }
        }.walk(condition);
        return found[0];
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
            return asked.isOnly(
                    switch (name.value()) {
                        case "string" -> ValueType.STRING;
                        case "number" -> ValueType.NUMBER;
                        case "table" -> ValueType.TABLE | ValueType.STATUS;
                        default -> 0;
                    });
        }
        if (condition instanceof Expression.Binary size
                && size.operator() == BinaryOperator.GREATER_EQUAL
                && size.right() instanceof Expression.Numeral zero
                && zero.value() == 0) {
            return true; // of a length
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
                if (depth == 0 || script.commands().at(node).isEmpty()) {
                    super.visit(node); // what a command replied is not calculated from the count
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
        if (node.targets().size() != 1 || node.values().size() != 1) {
            return;
        }
        Expression target = node.targets().get(0);
        Optional<Variable> table = table(target);
        if (table.filter(returned::contains)
                        .filter(list -> !inserted.contains(list))
                        .isEmpty()
                || !(target instanceof Expression.Index place)
                || local(place.key()).filter(counted::contains).isEmpty()
                || !isOwnList(place.object())) {
            return;
        }
        int sites = filled.getOrDefault(table.get(), 0);
        if (sites == 1 && local(place.key()).filter(gaps::contains).isPresent()) {
            findings.accept(script.warning(
                            NilHoleCheck.CODE,
                            "this loop leaves place 1 or every other place out, and Redis ends the array there",
                            target)
                    .hint("put it behind the others: t[#t + 1] = x"));
        } else if (condition.filter(asked -> mentions(asked, table.get())).isPresent()) {
            return; // it asks what is in that place
        } else if (condition.isPresent() && filledThere.getOrDefault(table.get(), 0) == sites) {
            findings.accept(script.warning(
                            NilHoleCheck.CODE,
                            "this is not put into each place, which leaves holes, where Redis ends the array",
                            target)
                    .hint("put it behind the others: t[#t + 1] = x, or put false into the others"));
        } else if (sites == 1
                && (NilHoleCheck.isNumberOfNothing(script, node.values().get(0))
                        || isOrNil(node.values().get(0)))) {
            findings.accept(script.warning(
                            NilHoleCheck.CODE,
                            "this can be nil, which leaves a hole, where Redis ends the array",
                            node.values().get(0))
                    .hint("say what it is then: (x or 0), or false"));
        }
    }

    private boolean mentions(Statement.If asked, Variable table) {
        boolean[] found = {false};
        Walker names = new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                found[0] |= local(node).filter(table::equals).isPresent();
            }
        };
        asked.branches().forEach(branch -> names.walk(branch.condition()));
        return found[0];
    }

    /** Whether a list begins empty, and no other code puts values into it. */
    private boolean isOwnList(Expression list) {
        return script.definitions().resolved(list) instanceof Expression.Table constructor
                && constructor.fields().isEmpty()
                && script.definitions()
                        .table(list)
                        .filter(content ->
                                !content.openNames() || script.definitions().isOnlyStored(list))
                        .isPresent();
    }

    /** {@code condition and x or nil} */
    private boolean isOrNil(Expression value) {
        return value instanceof Expression.Binary choice
                && choice.operator() == BinaryOperator.OR
                && choice.right() instanceof Expression.Nil
                && choice.left() instanceof Expression.Binary both
                && both.operator() == BinaryOperator.AND
                && leavesOut(both.left());
    }
}
