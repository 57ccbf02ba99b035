package dev.moonlet.coverage;

import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.script.SourceMap;
import dev.moonlet.script.link.WireForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Finds what is counted in a script, and inserts what counts it. A condition stays the last thing that is evaluated before the
 * jump, and only its truth is used, so that errors keep their words: Lua names a variable in them by the instruction before.
 */
final class ProbeWriter extends Walker {

    private final Chunk chunk;
    private final String counters;
    private final IntFunction<Optional<SourceMap.Place>> places;
    private final boolean operands;
    private final Insertions insertions = new Insertions();
    private final List<Probe> probes = new ArrayList<>();
    private final Map<Integer, Integer> branchesOfLine = new HashMap<>();

    /** Whether records are made as the reply has them, so that operators were put in behind their fields. */
    private final boolean wired;

    private final Set<Expression> inserted = new HashSet<>();
    private int next = 1;

    /**
     * A writer for a chunk.
     *
     * @param counters the name of the table of counters
     * @param places where lines of the chunk come from; empty for those that come from no line of a file
     * @param operands whether the left operands of {@code and} and {@code or} are counted
     */
    ProbeWriter(Chunk chunk, String counters, IntFunction<Optional<SourceMap.Place>> places, boolean operands) {
        this.chunk = chunk;
        this.counters = counters;
        this.places = places;
        this.operands = operands;
        this.wired = WireForm.isIn(chunk.file().text());
        walk(chunk.block());
    }

    /** What is counted, in the order of the counters. */
    List<Probe> probes() {
        return List.copyOf(probes);
    }

    /** The text with its counters, whose lines are those of the chunk. */
    String text() {
        return insertions.into(chunk.file().text());
    }

    @Override
    public void walk(Block block) {
        for (Statement statement : block.statements()) {
            if (!(statement instanceof Statement.Do)) {
                count(statement);
            }
            walk(statement);
        }
    }

    private void count(Statement statement) {
        int line = chunk.file().line(statement.start());
        places.apply(line).ifPresent(place -> {
            insertions.before(statement.start(), increment(add(new Probe.Line(place, line))));
        });
    }

    /** Adds a probe; the result is the index of its first counter. */
    private int add(Probe probe) {
        probes.add(probe);
        int index = next;
        next += probe.counters();
        return index;
    }

    /** Adds a branch; the result is the index of its first counter, or empty if the line is not one of a file. */
    private Optional<Integer> addBranch(int offset) {
        int line = chunk.file().line(offset);
        return places.apply(line)
                .map(place -> add(new Probe.Branch(place, line, branchesOfLine.merge(line, 1, Integer::sum) - 1)));
    }

    private String increment(int index) {
        return "%1$s[%2$d]=%1$s[%2$d]+1;".formatted(counters, index);
    }

    private void countCondition(Expression condition) {
        if (condition instanceof Expression.Bool || condition instanceof Expression.Nil) {
            return; // which is always the same
        }
        addBranch(condition.start())
                .ifPresent(index -> insertions.around(
                        condition.start(), condition.end(), counters + ".branch(" + index + ",(", "))"));
    }

    @Override
    protected void visit(Expression.Binary node) {
        boolean chooses = node.operator() == BinaryOperator.AND || node.operator() == BinaryOperator.OR;
        if (operands && chooses && !inserted.contains(node)) {
            countCondition(node.left());
        }
        super.visit(node);
    }

    @Override
    protected void visit(TableField field) {
        if (wired && field instanceof TableField.Positional && field.value() instanceof Expression.Binary choice) {
            findInserted(choice);
        }
        super.visit(field);
    }

    /** {@code … or false}, and {@code (…) and 1 or 0} */
    private void findInserted(Expression.Binary choice) {
        if (choice.operator() != BinaryOperator.OR) {
            return;
        }
        if (choice.right() instanceof Expression.Bool otherwise && !otherwise.value()) {
            inserted.add(choice);
        } else if (isNumeral(choice.right(), 0)
                && choice.left() instanceof Expression.Binary truth
                && truth.operator() == BinaryOperator.AND
                && truth.left() instanceof Expression.Parenthesized
                && isNumeral(truth.right(), 1)) {
            inserted.add(choice);
            inserted.add(truth);
        }
    }

    private static boolean isNumeral(Expression value, int expected) {
        return value instanceof Expression.Numeral numeral && numeral.value() == expected;
    }

    @Override
    protected void visit(Statement.If node) {
        node.branches().forEach(branch -> countCondition(branch.condition()));
        super.visit(node);
    }

    @Override
    protected void visit(Statement.While node) {
        countCondition(node.condition());
        super.visit(node);
    }

    @Override
    protected void visit(Statement.Repeat node) {
        super.visit(node);
        countCondition(node.condition());
    }

    @Override
    protected void visit(Statement.NumericFor node) {
        countLoop(node, node.block());
        super.visit(node);
    }

    @Override
    protected void visit(Statement.GenericFor node) {
        countLoop(node, node.block());
        super.visit(node);
    }

    private void countLoop(Statement loop, Block block) {
        addBranch(loop.start()).ifPresent(index -> {
            String skipped = counters + "_skipped";
            insertions.before(loop.start(), "do local " + skipped + "=true;");
            insertions.before(
                    block.start(), "if " + skipped + " then " + skipped + "=false;" + increment(index) + "end;");
            insertions.after(loop.start(), loop.end(), "if " + skipped + " then " + increment(index + 1) + "end end;");
        });
    }
}
