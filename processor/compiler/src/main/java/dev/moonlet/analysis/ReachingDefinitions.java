package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which of the values that a local is given can be in it where it is read; of locals that are assigned to again, and by no
 * function inside of theirs.
 *
 * <p>What a loop gives its locals reaches its beginning again. A separate walk finds that out, once for each loop.
 */
final class ReachingDefinitions extends Walker {

    /** A local that can have more values than that is not looked into. */
    static final int MAX_VALUES = 8;

    private final Bindings bindings;

    /** The values that can be in a local where it is read, by where that is. */
    private final Map<Integer, List<Expression>> reaching = new HashMap<>();

    /** What is assigned, by where the local's name is; nothing where that is not one expression. */
    private final Map<Integer, Expression> values = new HashMap<>();

    /** What reaches the beginnings of loops from their ends, by where they begin. */
    private final Map<Integer, ReachingPlaces> repeated = new HashMap<>();

    /** What reaches the statement that is walked. */
    private ReachingPlaces now = ReachingPlaces.NONE;

    /** What reaches the end of the loop that is walked by {@code break}. */
    private ReachingPlaces broken = ReachingPlaces.UNREACHED;

    /** The locals that the block declares that is walked. */
    private List<Variable> declaredHere = new ArrayList<>();

    /** Where the script asks something: where that begins, and where its first condition ends. */
    private final NavigableMap<Integer, Integer> questions = new TreeMap<>();

    private int functionDepth;

    /** Whether the walk only finds out what a loop assigns. */
    private boolean summing;

    private ReachingDefinitions(Bindings bindings) {
        this.bindings = bindings;
    }

    static ReachingDefinitions of(Block chunk, Bindings bindings) {
        ReachingDefinitions found = new ReachingDefinitions(bindings);
        found.walk(chunk);
        return found;
    }

    /** The value of a local where it is read, if it can be no other one. */
    Optional<Expression> only(Expression.Variable read) {
        List<Expression> all = all(read);
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** All values that a local can have where it is read; none if they are not known. */
    List<Expression> all(Expression.Variable read) {
        return reaching.getOrDefault(read.start(), List.of());
    }

    /** Whether the script asks something between two places: on the way to the second one, some values may be excluded. */
    boolean asksBetween(int from, int to) {
        return questions.subMap(from, false, to, false).values().stream().anyMatch(end -> end < to);
    }

    private Optional<Variable> assigned(Optional<Variable> local) {
        return local.filter(variable -> bindings.writes(variable) > 0)
                .filter(variable -> !bindings.isWrittenInInnerFunction(variable))
                .filter(variable -> variable.functionDepth() == functionDepth);
    }

    @Override
    protected void visit(Expression.Variable node) {
        if (!summing) {
            assigned(bindings.variable(node))
                    .flatMap(now::of)
                    .filter(values.keySet()::containsAll)
                    .ifPresent(places -> reaching.put(
                            node.start(), places.stream().map(values::get).toList()));
        }
    }

    private void define(Optional<Variable> local, int place, Optional<Expression> value) {
        assigned(local).ifPresent(variable -> {
            value.ifPresent(known -> values.put(place, known));
            if (place == variable.declaration().start()) {
                declaredHere.add(variable);
            }
            now = now.with(variable, place);
        });
    }

    private void declare(List<Name> names) {
        names.forEach(name -> define(bindings.variable(name), name.start(), Optional.empty()));
    }

    @Override
    protected void visit(Statement.Local node) {
        super.visit(node);
        for (int i = 0; i < node.names().size(); i++) {
            Name name = node.names().get(i);
            define(
                    bindings.variable(name),
                    name.start(),
                    value(node.values(), i, node.names().size(), name.start()));
        }
    }

    @Override
    protected void visit(Statement.Assignment node) {
        node.targets().stream()
                .filter(target -> !(target instanceof Expression.Variable))
                .forEach(this::walk);
        walk(node.values());
        for (int i = 0; i < node.targets().size(); i++) {
            if (node.targets().get(i) instanceof Expression.Variable target) {
                define(
                        bindings.variable(target),
                        target.start(),
                        value(node.values(), i, node.targets().size(), target.start()));
            }
        }
    }

    /** What the target of a number is assigned; empty if that is one of several values of a call. */
    private Optional<Expression> value(List<Expression> values, int index, int targets, int place) {
        int last = values.size() - 1;
        if (index < last || (index == last && targets == values.size())) {
            return Optional.of(values.get(index));
        }
        boolean several = last >= 0 && CallTypes.isMultiple(values.get(last), bindings);
        if (index == last) {
            return several ? Optional.empty() : Optional.of(values.get(index));
        }
        return several ? Optional.empty() : Optional.of(new Expression.Nil(place, place));
    }

    @Override
    protected void visit(Statement.LocalFunction node) {
        define(bindings.variable(node.name()), node.name().start(), Optional.of(function(node.body())));
        super.visit(node);
    }

    @Override
    protected void visit(Statement.Function node) {
        if (node.target() instanceof Expression.Variable target) {
            define(bindings.variable(target), target.start(), Optional.of(function(node.body())));
        } else {
            walk(node.target());
        }
        visit(node.body());
    }

    private static Expression function(FunctionBody body) {
        return new Expression.Function(body.start(), body.end(), body);
    }

    /** A function runs at another time; what it knows of the locals around it is nothing. */
    @Override
    protected void visit(FunctionBody body) {
        if (summing) {
            return;
        }
        ReachingPlaces outer = now;
        ReachingPlaces outerBroken = broken;
        now = ReachingPlaces.NONE;
        functionDepth++;
        declare(body.parameters());
        walk(body.block());
        functionDepth--;
        now = outer;
        broken = outerBroken;
    }

    @Override
    protected void visit(Statement.Return node) {
        super.visit(node);
        now = ReachingPlaces.UNREACHED;
    }

    @Override
    protected void visit(Statement.Break node) {
        broken = broken.or(now);
        now = ReachingPlaces.UNREACHED;
    }

    @Override
    protected void visit(Statement.If node) {
        questions.put(node.start(), node.branches().get(0).condition().end());
        ReachingPlaces after = ReachingPlaces.UNREACHED;
        for (Statement.If.Branch branch : node.branches()) {
            walk(branch.condition());
            ReachingPlaces before = now;
            walk(branch.block());
            after = after.or(now);
            now = before;
        }
        node.otherwise().ifPresent(this::walk);
        now = after.or(now);
    }

    @Override
    protected void visit(Statement.While node) {
        questions.put(node.start(), node.condition().end());
        loop(node.start(), () -> {
            walk(node.condition());
            ReachingPlaces before = now;
            walk(node.block());
            return before;
        });
    }

    @Override
    protected void visit(Statement.Repeat node) {
        questions.put(node.condition().start(), node.condition().end());
        loop(node.start(), () -> {
            walk(node.block());
            walk(node.condition());
            return now;
        });
    }

    @Override
    protected void visit(Statement.NumericFor node) {
        walk(node.initial());
        walk(node.limit());
        node.step().ifPresent(this::walk);
        loop(node.start(), List.of(node.variable()), node.block());
    }

    @Override
    protected void visit(Statement.GenericFor node) {
        walk(node.values());
        loop(node.start(), node.variables(), node.block());
    }

    private void loop(int start, List<Name> variables, Block block) {
        loop(start, () -> {
            ReachingPlaces before = now;
            declare(variables);
            walk(block);
            return before;
        });
    }

    private void loop(int start, Round round) {
        ReachingPlaces outerBroken = broken;
        ReachingPlaces again = repeated.get(start);
        if (again == null) {
            ReachingPlaces before = now;
            boolean outerSumming = summing;
            summing = true;
            now = ReachingPlaces.NONE;
            round.walk();
            again = now;
            repeated.put(start, again);
            summing = outerSumming;
            now = before;
        }
        broken = ReachingPlaces.UNREACHED;
        now = now.or(again);
        ReachingPlaces after = round.walk();
        now = after.or(broken);
        broken = outerBroken;
    }

    /** Behind a block, its locals are no more. */
    @Override
    public void walk(Block block) {
        List<Variable> outer = declaredHere;
        declaredHere = new ArrayList<>();
        super.walk(block);
        now = now.without(declaredHere);
        declaredHere = outer;
    }

    /** Walks a loop once, and returns what reaches the place behind it where it ends by itself. */
    private interface Round {
        ReachingPlaces walk();
    }
}
