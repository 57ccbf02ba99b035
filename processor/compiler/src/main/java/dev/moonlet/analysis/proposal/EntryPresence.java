package dev.moonlet.analysis.proposal;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which entries a script does without: it asks whether they are there, or empty, and goes on if they are not. What it answers with an
 * error has to be there.
 */
final class EntryPresence extends Walker {

    /**
     * A use of an entry.
     *
     * @param guards the entries that are there wherever it is reached
     * @param fails whether it fails if the entry is missing, as a command and an operator do
     */
    private record Use(int index, Set<Integer> guards, boolean fails) {}

    /** Operators that fail on nil. */
    private static final Set<BinaryOperator> FAILING = EnumSet.of(
            BinaryOperator.CONCAT,
            BinaryOperator.ADD,
            BinaryOperator.SUBTRACT,
            BinaryOperator.MULTIPLY,
            BinaryOperator.DIVIDE,
            BinaryOperator.LESS,
            BinaryOperator.LESS_EQUAL,
            BinaryOperator.GREATER,
            BinaryOperator.GREATER_EQUAL);

    private final AnalyzedScript script;
    private final Entries entries;
    private final Questions questions;
    private final Failures failures;
    private final Set<Integer> asked = new TreeSet<>();
    private final Set<Integer> askedAsNumbers = new HashSet<>();
    private final Set<Integer> demanded = new HashSet<>();
    private final Set<Integer> emptied = new HashSet<>();
    private final List<Use> uses = new ArrayList<>();

    /** Entries that locals are given as they are, by which they are not used yet. */
    private final Set<Expression> held = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Parts of conditions that were looked at with the whole condition. */
    private final Set<Expression> answered = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The entries that are there where the walk is. */
    private Set<Integer> guards = Set.of();

    /** The entries without which the script left before; that says nothing of those behind them. */
    private Set<Integer> kept = Set.of();

    private EntryPresence(AnalyzedScript script, Entries entries, String table) {
        this.script = script;
        this.entries = entries;
        this.questions = new Questions(script, entries, table);
        this.failures = new Failures(script);
    }

    /** Which entries of a table, by its global name, a script does without. */
    static EntryPresence of(AnalyzedScript script, Entries entries, String table) {
        EntryPresence presence = new EntryPresence(script, entries, table);
        presence.walk(script.chunk().block());
        return presence;
    }

    /** The first entry from which on all may be left out; {@link Integer#MAX_VALUE} if none may. */
    int firstOptional() {
        int last = lastRequired();
        return tolerated().stream().filter(index -> index > last).findFirst().orElse(Integer.MAX_VALUE);
    }

    /** The last entry that has to be there; 0 if none has. */
    int lastRequired() {
        Set<Integer> tolerated = tolerated();
        IntStream used = uses.stream()
                .filter(use -> use.fails() || !tolerated.contains(use.index()))
                .filter(use -> Collections.disjoint(use.guards(), tolerated))
                .mapToInt(Use::index);
        return IntStream.concat(used, demanded.stream().mapToInt(index -> index))
                .max()
                .orElse(0);
    }

    private Set<Integer> tolerated() {
        Set<Integer> tolerated = new TreeSet<>(asked);
        tolerated.removeAll(demanded);
        return tolerated;
    }

    /** Whether the script does without an entry that is not a number, such as the empty string. */
    boolean isAskedAsNumber(int index) {
        boolean needed = uses.stream()
                .anyMatch(use ->
                        use.index() == index && use.fails() && !use.guards().contains(index));
        return askedAsNumbers.contains(index) && !demanded.contains(index) && !needed;
    }

    /** Whether the script compares an entry with the empty string, which is what it takes for nothing. */
    boolean isEmptied(int index) {
        return emptied.contains(index) && !demanded.contains(index);
    }

    /** Whether the script asks for an entry, and goes on if it is missing. */
    boolean isAsked(int index) {
        return asked.contains(index) && !demanded.contains(index);
    }

    private void ask(Expression condition, boolean outcome, boolean fails) {
        Set<Integer> absent = questions.absent(condition, outcome);
        answer(condition);
        if (fails) {
            demanded.addAll(absent);
        } else {
            asked.addAll(absent);
            noteNumbers(condition, absent);
        }
    }

    /** Marks the parts of a condition that its outcome depends on. */
    private void answer(Expression condition) {
        if (condition instanceof Expression.Parenthesized parenthesized) {
            answer(parenthesized.inner());
        } else if (condition instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NOT) {
            answered.add(unary);
            answer(unary.operand());
        } else if (condition instanceof Expression.Binary binary) {
            answered.add(binary);
            if (isLogical(binary)) {
                answer(binary.left());
                answer(binary.right());
            }
        }
    }

    private static boolean isLogical(Expression.Binary binary) {
        return binary.operator() == BinaryOperator.AND || binary.operator() == BinaryOperator.OR;
    }

    private void noteNumbers(Expression condition, Set<Integer> absent) {
        if (condition instanceof Expression.Parenthesized parenthesized) {
            noteNumbers(parenthesized.inner(), absent);
        } else if (condition instanceof Expression.Unary unary) {
            noteNumbers(unary.operand(), absent);
        } else if (condition instanceof Expression.Binary binary) {
            noteNumbers(binary.left(), absent);
            if (isLogical(binary)) {
                noteNumbers(binary.right(), absent);
            }
        } else if (questions.isNumber(condition)) {
            entries.of(condition).stream().filter(absent::contains).forEach(askedAsNumbers::add);
        }
    }

    private void guarded(Set<Integer> added, Runnable part) {
        Set<Integer> outer = guards;
        guards = new HashSet<>(outer);
        guards.addAll(added);
        part.run();
        guards = outer;
    }

    @Override
    public void walk(Block block) {
        Set<Integer> outer = kept;
        kept = new HashSet<>(outer);
        for (Statement statement : block.statements()) {
            walk(statement);
            if (statement instanceof Statement.If node) {
                node.branches().stream()
                        .filter(branch -> script.exits().leaves(branch.block()))
                        .forEach(branch -> kept.addAll(questions.present(branch.condition(), false)));
            }
        }
        kept = outer;
    }

    @Override
    protected void visit(Statement.If node) {
        Set<Integer> passed = new HashSet<>();
        for (int i = 0; i < node.branches().size(); i++) {
            Statement.If.Branch branch = node.branches().get(i);
            boolean last = i == node.branches().size() - 1;
            boolean fails = failures.fails(branch.block());
            ask(branch.condition(), true, fails);
            ask(
                    branch.condition(),
                    false,
                    last && node.otherwise().filter(failures::fails).isPresent());
            if (fails) {
                demanded.addAll(questions.refused(branch.condition()));
            }
            guarded(passed, () -> walk(branch.condition()));
            Set<Integer> there = new HashSet<>(passed);
            there.addAll(questions.present(branch.condition(), true));
            guarded(there, () -> walk(branch.block()));
            passed.addAll(questions.present(branch.condition(), false));
        }
        node.otherwise().ifPresent(block -> guarded(passed, () -> walk(block)));
    }

    @Override
    protected void visit(Statement.While node) {
        ask(node.condition(), false, false);
        walk(node.condition());
        guarded(questions.present(node.condition(), true), () -> walk(node.block()));
    }

    /** A function runs where it is called. */
    @Override
    protected void visit(FunctionBody body) {
        Set<Integer> outer = guards;
        Set<Integer> outerKept = kept;
        guards = Set.of();
        kept = Set.of();
        super.visit(body);
        guards = outer;
        kept = outerKept;
    }

    @Override
    protected void visit(Expression.Unary node) {
        if (node.operator() == UnaryOperator.NOT && !answered.contains(node)) {
            ask(node, true, false);
        }
        super.visit(node);
    }

    @Override
    protected void visit(Expression.Binary node) {
        emptied.addAll(questions.empty(node));
        if (!isLogical(node)) {
            if (!answered.contains(node)) {
                asked.addAll(questions.absent(node, node.operator() == BinaryOperator.EQUAL));
            }
            if (FAILING.contains(node.operator())) {
                need(node.left());
                need(node.right());
            }
            super.visit(node);
            return;
        }
        boolean and = node.operator() == BinaryOperator.AND;
        if (!answered.contains(node)) {
            ask(node.left(), false, !and && failures.isRaised(node.right()));
        }
        guarded(questions.present(node.left(), and), () -> super.visit(node));
    }

    @Override
    protected void visit(Statement.Local node) {
        node.values().forEach(this::hold);
        super.visit(node);
    }

    private void hold(Expression value) {
        if (entries.isWritten(value)) {
            held.add(value);
        } else if (questions.isNumber(value) && value instanceof Expression.Call call) {
            call.arguments().stream().limit(1).forEach(this::hold);
        }
    }

    /** What a function of the script is given is used there. */
    @Override
    protected void visit(Expression.Call node) {
        Optional<CommandCall> command = script.commands().at(node);
        command.ifPresent(call -> call.words().forEach(word -> need(word.expression())));
        if (command.isEmpty() && script.functions().at(node.callee()).isPresent()) {
            node.arguments().forEach(this::hold);
        }
        super.visit(node);
    }

    @Override
    protected void visit(Expression.Index node) {
        super.visit(node);
        if (!held.contains(node)) {
            use(entries.of(node));
        }
    }

    @Override
    protected void visit(Expression.Variable node) {
        use(entries.of(node));
    }

    private void use(Set<Integer> indexes) {
        indexes.forEach(index -> uses.add(new Use(index, guards, false)));
    }

    /** Notes a use that fails without the entry, which has no default. */
    private void need(Expression value) {
        Expression resolved = script.definitions().resolved(value);
        Expression plain = questions.isNumber(resolved)
                        && resolved instanceof Expression.Call call
                        && !call.arguments().isEmpty()
                ? script.definitions().resolved(call.arguments().get(0))
                : resolved;
        if (entries.isWritten(plain)) {
            Set<Integer> there = new HashSet<>(guards);
            entries.of(resolved).forEach(index -> {
                if (!kept.contains(index)) {
                    uses.add(new Use(index, there, true));
                }
            });
        }
    }
}
