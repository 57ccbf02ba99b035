package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Using a local that gets its value under one condition alone, right behind that. */
final class ConditionalValueCheck implements Check {

    private static final String CODE = "unset-value";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<Variable> found = new HashSet<>();
        List<Span> several = several(script);
        new FailingUses(script) {
            @Override
            void use(Expression value, String what) {
                if (script.definitions().resolved(value) instanceof Expression.Binary choice && isOrNothing(choice)) {
                    chosen(value, choice, what);
                    return;
                }
                if (!(value instanceof Expression.Variable read)
                        || !script.types().of(read).can(ValueType.NIL)) {
                    return;
                }
                List<Expression> values = script.definitions().alternatives(read);
                Optional<Variable> local = script.bindings().variable(read);
                if (values.size() == 2
                        && values.stream()
                                        .filter(Expression.Nil.class::isInstance)
                                        .count()
                                == 1
                        && values.stream().allMatch(one -> one.start() < read.start())
                        && local.isPresent()
                        && several.stream()
                                .filter(block -> block.start()
                                        > local.get().declaration().start())
                                .noneMatch(block ->
                                        isIn(block, read) || values.stream().anyMatch(one -> isIn(block, one)))
                        && !isUnderCondition(mentioned -> mentioned.equals(local.get())
                                || derived.isDerived(local.get(), mentioned)
                                || derived.isDerived(mentioned, local.get()))
                        && found.add(local.get())) {
                    findings.accept(script.warning(
                                    CODE,
                                    read.name() + " has no value if the condition before does not hold, and " + what
                                            + " then fails",
                                    read)
                            .hint("say what it is then, or ask first"));
                }
            }

            /** {@code asked and value or nil} */
            private void chosen(Expression value, Expression.Binary choice, String what) {
                Expression condition = ((Expression.Binary) choice.left()).left();
                if (asksForMoreThanLocals(script, condition)) {
                    return;
                }
                Set<Variable> told = new HashSet<>(derived.mentioned(condition));
                told.addAll(derived.mentioned(value));
                if (!isUnderCondition(mentioned -> told.contains(mentioned)
                        || told.stream().anyMatch(local -> derived.isDerived(mentioned, local)))) {
                    findings.accept(script.warning(
                                    CODE,
                                    "this is nil if its condition does not hold, and " + what + " then fails",
                                    value)
                            .hint("say what it is then, or ask first"));
                }
            }
        }.walk(script.chunk().block());
    }

    /** Whether a condition mentions a global, or calls something: the same may be asked elsewhere. */
    private static boolean asksForMoreThanLocals(AnalyzedScript script, Expression condition) {
        boolean[] found = {false};
        new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                found[0] |= script.bindings().variable(node).isEmpty();
            }
        }.walk(condition);
        return found[0];
    }

    /** {@code a and b or nil} */
    private static boolean isOrNothing(Expression.Binary choice) {
        return choice.operator() == BinaryOperator.OR
                && choice.right() instanceof Expression.Nil
                && choice.left() instanceof Expression.Binary both
                && both.operator() == BinaryOperator.AND
                && both.left() instanceof Expression.Binary;
    }

    private static boolean isIn(Span block, Expression value) {
        return block.start() <= value.start() && value.end() <= block.end();
    }

    /** The loops, and the conditions with several branches, of which each may give a local its value. */
    static List<Span> several(AnalyzedScript script) {
        List<Span> blocks = new ArrayList<>();
        new Walker() {
            private void add(Statement node) {
                blocks.add(new Span(node.start(), node.end()));
            }

            @Override
            protected void visit(Statement.If node) {
                if (node.branches().size() > 1) {
                    add(node);
                }
                super.visit(node);
            }

            @Override
            protected void visit(Statement.While node) {
                add(node);
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Repeat node) {
                add(node);
                super.visit(node);
            }

            @Override
            protected void visit(Statement.NumericFor node) {
                add(node);
                super.visit(node);
            }

            @Override
            protected void visit(Statement.GenericFor node) {
                add(node);
                super.visit(node);
            }
        }.walk(script.chunk().block());
        return blocks;
    }
}
