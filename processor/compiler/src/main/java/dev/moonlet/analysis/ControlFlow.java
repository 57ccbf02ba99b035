package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The part of {@link FlowAnalyzer} that goes through conditions and loops. */
abstract class ControlFlow extends ExpressionFlow {

    /** What loops in more loops assign is taken for unknown. */
    private static final int MAX_LOOPS = 2;

    /** What is known where the loop ends by {@code break}. */
    Way broken = Way.NONE;

    /** How many loops are around. */
    private int loops;

    ControlFlow(Bindings bindings, Definitions definitions, CallTypes calls, StoredValues stored) {
        super(bindings, definitions, calls, stored);
    }

    /** Goes through a part that is gone through again. */
    abstract void tentatively(Runnable pass);

    /** Goes through a part that is gone through again if it gives false. */
    abstract boolean unlessFalse(BooleanSupplier pass);

    /** Forgets what is known of the variables that a loop assigns to, because its body may run again. False if it knows of none. */
    private boolean forgetAssignedIn(Block block) {
        int before = known.size();
        Set<Variable> assigned = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Statement.Assignment node) {
                for (Expression target : node.targets()) {
                    if (target instanceof Expression.Variable variable) {
                        bindings.variable(variable).ifPresent(assigned::add);
                    }
                }
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Function node) {
                if (node.target() instanceof Expression.Variable variable) {
                    bindings.variable(variable).ifPresent(assigned::add);
                }
                super.visit(node);
            }
        }.walk(block);
        known.keySet().removeAll(assigned);
        return known.size() < before;
    }

    private void join(Map<Variable, ValueType> other, boolean otherReachable) {
        if (!otherReachable) {
            return;
        }
        if (!reachable) {
            known = other;
            reachable = true;
            return;
        }
        known.keySet().retainAll(other.keySet());
        known.replaceAll((variable, type) -> type.or(other.getOrDefault(variable, ValueType.ANY)));
    }

    /** Behind a block, its locals are no more. */
    @Override
    protected void visit(Statement.Do node) {
        super.visit(node);
        known.keySet().removeIf(variable -> variable.declaration().start() > node.start());
    }

    @Override
    protected void visit(Statement.Break node) {
        Way here = way();
        take(broken);
        join(here.known(), here.isReached());
        broken = way();
        take(here);
        reachable = false;
    }

    @Override
    protected void visit(Statement.If node) {
        Map<Variable, ValueType> after = new HashMap<>();
        boolean afterReachable = false;
        for (Statement.If.Branch branch : node.branches()) {
            walk(branch.condition());
            Map<Variable, ValueType> before = new HashMap<>(known);
            boolean beforeReachable = reachable;
            narrow(branch.condition(), true);
            walk(branch.block());
            Map<Variable, ValueType> taken = known;
            boolean takenReachable = reachable;
            known = after;
            reachable = afterReachable;
            join(taken, takenReachable);
            after = known;
            afterReachable = reachable;
            known = before;
            reachable = beforeReachable;
            narrow(branch.condition(), false);
        }
        node.otherwise().ifPresent(this::walk);
        join(after, afterReachable);
    }

    @Override
    protected void visit(Statement.While node) {
        loop(node.block(), () -> {
            walk(node.condition());
            Way end = way();
            narrow(node.condition(), true);
            walk(node.block());
            Way again = way();
            take(end);
            narrow(node.condition(), false);
            return new Round(again, way());
        });
    }

    @Override
    protected void visit(Statement.Repeat node) {
        loop(node.block(), () -> {
            walk(node.block());
            Way end = way();
            reachable = true;
            walk(node.condition());
            take(end);
            narrow(node.condition(), false);
            Way again = way();
            take(end);
            narrow(node.condition(), true);
            return new Round(again, way());
        });
    }

    @Override
    protected void visit(Statement.NumericFor node) {
        walk(node.initial());
        walk(node.limit());
        node.step().ifPresent(this::walk);
        loop(node.block(), () -> learn(node.variable(), ValueType.of(ValueType.NUMBER)));
    }

    @Override
    protected void visit(Statement.GenericFor node) {
        walk(node.values());
        loop(node.block(), () -> {
            if (calls.isCallOf(node.values().get(0), "ipairs")) {
                learn(node.variables().get(0), ValueType.of(ValueType.NUMBER));
            }
            elements(node);
        });
    }

    private void elements(Statement.GenericFor node) {
        definitions
                .listOf(node.values().get(0), Definitions.ITERATING)
                .filter(list -> node.variables().size() > 1)
                .ifPresent(list -> {
                    ValueType element = lists.elements(list, types.getOrDefault(list, ValueType.ANY));
                    boolean all = calls.isCallOf(node.values().get(0), "pairs");
                    learn(
                            node.variables().get(1),
                            element.kinds() == ValueType.ALL ? element(list, all, list.start()) : element);
                });
    }

    private void loop(Block block, Runnable begin) {
        loop(block, () -> {
            Way end = way();
            begin.run();
            walk(block);
            return new Round(way(), end);
        });
    }

    /**
     * Goes through a loop. What is known at its end, too, is known at its beginning. If that is not so after one pass, what it assigns is
     * taken for unknown in another one.
     *
     * @param round goes through it once
     */
    private void loop(Block block, Supplier<Round> round) {
        Way before = way();
        Way outerBroken = broken;
        boolean assigns = forgetAssignedIn(block);
        Way unknown = way();
        loops++;
        if (!assigns || loops > MAX_LOOPS) {
            end(round);
        } else if (!settles(begin(before, before, round), round)) {
            take(begin(before, unknown, round));
            end(round);
        }
        loops--;
        join(broken.known(), broken.isReached());
        broken = outerBroken;
        known.keySet()
                .removeIf(variable -> variable.declaration().start() >= block.start()
                        && variable.declaration().start() < block.end());
    }

    /**
     * What is known where a pass begins: the first one, or one behind another.
     *
     * @param first what is taken for known in that other pass
     */
    private Way begin(Way before, Way first, Supplier<Round> round) {
        Way[] again = {Way.NONE};
        take(first);
        tentatively(() -> again[0] = round.get().again());
        take(before);
        join(again[0].known(), again[0].isReached());
        return way();
    }

    /** Goes through the last pass of a loop, if what is known where it begins is also known at its end. */
    private boolean settles(Way begin, Supplier<Round> round) {
        take(begin);
        return unlessFalse(() -> {
            Way last = end(round);
            Way after = way();
            take(begin);
            join(last.known(), last.isReached());
            boolean settled = way().equals(begin);
            take(after);
            return settled;
        });
    }

    /** Goes through the last pass of a loop, and behind it. Returns what is known where another pass would begin. */
    private Way end(Supplier<Round> round) {
        broken = Way.NONE;
        Round last = round.get();
        take(last.after());
        return last.again();
    }

    private Way way() {
        return new Way(new HashMap<>(known), reachable);
    }

    private void take(Way way) {
        known = new HashMap<>(way.known());
        reachable = way.isReached();
    }

    /**
     * What is known on a way.
     *
     * @param isReached whether the script can come there
     */
    record Way(Map<Variable, ValueType> known, boolean isReached) {
        static final Way NONE = new Way(Map.of(), false);
    }

    /**
     * What is known at the end of one pass of a loop.
     *
     * @param again where the next pass begins
     * @param after behind the loop
     */
    private record Round(Way again, Way after) {}
}
