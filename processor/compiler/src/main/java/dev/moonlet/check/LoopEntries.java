package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ListEnd;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds loops that read entries of {@code KEYS} or {@code ARGV} before the first one, or behind the last one. */
final class LoopEntries {

    private final AnalyzedScript script;

    /** The lists of whose length the script asks. */
    private final Set<String> asked;

    private final Consumer<Diagnostic> findings;

    LoopEntries(AnalyzedScript script, Set<String> asked, Consumer<Diagnostic> findings) {
        this.script = script;
        this.asked = asked;
        this.findings = findings;
    }

    /** {@code for i = 0, #KEYS - 1 do … KEYS[i]}, and loops that go on behind the last entry. */
    void check(Statement.NumericFor node) {
        counted(node);
        behind(node);
        boolean first = node.initial() instanceof Expression.Numeral initial && initial.value() == 0;
        Optional<String> beyond = beyond(node);
        boolean begins = !first
                && beyond.isEmpty()
                && node.initial() instanceof Expression.Numeral initial
                && initial.value() == 1;
        if ((first || begins || beyond.isPresent()) && isPlain(node)) {
            Optional<Variable> counter = script.bindings().variable(node.variable());
            new Uses() {
                private boolean isAt(Expression key) {
                    return begins
                            ? isBeside(key, counter, BinaryOperator.SUBTRACT)
                            : key instanceof Expression.Variable name
                                    && script.bindings().variable(name).equals(counter);
                }

                @Override
                void used(Expression.Index element, Expression.Variable name) {
                    if (isAt(element.key())
                            && (isInput(name)
                                    || (first
                                            && script.commands()
                                                    .at(script.definitions().resolved(name))
                                                    .isPresent()))) {
                        String list = name.name();
                        if (beyond.isPresent()) {
                            if (beyond.get().equals(list)) {
                                findings.accept(script.error(
                                        EntryIndexCheck.CODE,
                                        "this loop ends with " + list + "[#" + list + " + 1], which is always nil",
                                        element));
                            }
                            return;
                        }
                        findings.accept(script.error(
                                EntryIndexCheck.CODE,
                                "this loop begins with " + list + "[0], which is always nil: the first one is " + list
                                        + "[1]",
                                element));
                    }
                }
            }.walk(node.block());
        }
    }

    /** {@code for i = 1, #list do … list[i + 1]}: in the last pass, there is no such element. */
    private void behind(Statement.NumericFor node) {
        if (!(node.initial() instanceof Expression.Numeral first)
                || first.value() != 1
                || node.step().isPresent()
                || !(node.limit() instanceof Expression.Unary length)
                || length.operator() != UnaryOperator.LENGTH
                || !(length.operand() instanceof Expression.Variable list)
                || script.bindings().isGlobal(list, "ARGV") // it may have pairs
                || !isPlain(node)) {
            return;
        }
        Optional<Variable> counter = script.bindings().variable(node.variable());
        Optional<Variable> local = script.bindings().variable(list);
        boolean input = script.bindings().isGlobal(list, "KEYS");
        boolean unchanged = input
                || (local.filter(found -> script.bindings().writes(found) == 0).isPresent()
                        && script.definitions().isUnchanged(list));
        List<Expression.Index> behind = new ArrayList<>();
        boolean[] readsBoth = {false};
        new Uses() {
            @Override
            protected void visit(Expression.Index element) {
                super.visit(element);
                readsBoth[0] |= element.key() instanceof Expression.Variable key
                        && script.bindings().variable(key).equals(counter);
            }

            /** It may ask for the last pass. */
            @Override
            protected void visit(Expression.Binary operation) {
                if (operation.operator() != BinaryOperator.AND && operation.operator() != BinaryOperator.OR) {
                    super.visit(operation);
                }
            }

            @Override
            void used(Expression.Index element, Expression.Variable name) {
                if (name.name().equals(list.name())
                        && script.bindings().variable(name).equals(local)
                        && isBeside(element.key(), counter, BinaryOperator.ADD)) {
                    behind.add(element);
                }
            }
        }.walk(node.block());
        if (unchanged && (input || !readsBoth[0])) { // else it may be a list of pairs
            behind.stream()
                    .limit(1)
                    .forEach(element -> findings.accept(
                            script.warning(EntryIndexCheck.CODE, "this is nil in the last pass of the loop", element)
                                    .hint("let the loop end with #" + list.name() + " - 1")));
        }
    }

    private boolean isInput(Expression.Variable list) {
        return script.bindings().isGlobal(list, "KEYS") || script.bindings().isGlobal(list, "ARGV");
    }

    /** Goes through a loop for the elements that are given to commands, or calculated with, in each pass. */
    private abstract class Uses extends Walker {

        /** An element is used, which fails if it is nil. */
        abstract void used(Expression.Index element, Expression.Variable list);

        @Override
        protected void visit(Statement.If inner) {
            // it may ask for some passes alone
        }

        @Override
        protected void visit(Expression.Call call) {
            super.visit(call);
            if (script.commands().at(call).isPresent()) {
                call.arguments().forEach(this::use);
            }
        }

        @Override
        protected void visit(Expression.Binary operation) {
            super.visit(operation);
            switch (operation.operator()) {
                case AND, OR, EQUAL, NOT_EQUAL -> {}
                default -> {
                    use(operation.left());
                    use(operation.right());
                }
            }
        }

        private void use(Expression value) {
            Expression element = value instanceof Expression.Call call
                            && script.bindings().isGlobal(call.callee(), "tonumber")
                            && call.arguments().size() == 1
                    ? call.arguments().get(0)
                    : value;
            if (element instanceof Expression.Index found && found.object() instanceof Expression.Variable list) {
                used(found, list);
            }
        }
    }

    /** {@code for i = 1, 3 do … KEYS[i]}, where fewer are declared. */
    private void counted(Statement.NumericFor node) {
        if (node.limit() instanceof Expression.Numeral last
                && node.step().isEmpty()
                && isPlain(node)
                && !script.signature().declarations().isEmpty()) {
            Optional<Variable> counter = script.bindings().variable(node.variable());
            counted(node, counter, last, "KEYS", "key", script.signature().keys());
            counted(node, counter, last, "ARGV", "argument", script.signature().arguments());
        }
    }

    private void counted(
            Statement.NumericFor node,
            Optional<Variable> counter,
            Expression.Numeral last,
            String list,
            String what,
            List<Declaration> declared) {
        if (last.value() <= declared.size() || declared.stream().anyMatch(Declaration::rest) || asked.contains(list)) {
            return;
        }
        new Walker() {
            @Override
            protected void visit(Statement.If inner) {
                // it may ask for the last passes
            }

            @Override
            protected void visit(Expression.Index element) {
                super.visit(element);
                if (script.bindings().isGlobal(element.object(), list)
                        && element.key() instanceof Expression.Variable name
                        && script.bindings().variable(name).equals(counter)
                        && script.places().isCopied(element.start())) {
                    findings.accept(script.error(
                                    EntryIndexCheck.CODE,
                                    "this loop ends with " + list + "[" + Math.round(last.value())
                                            + "], which is always nil: " + EntryIndexCheck.count(what, declared)
                                            + " declared",
                                    element)
                            .hint("declare it with ---@" + (what.equals("key") ? "key" : "arg")));
                }
            }
        }.walk(node.block());
    }

    /** The list behind whose end a loop goes: {@code for i = 1, #KEYS + 1 do}. */
    private Optional<String> beyond(Statement.NumericFor node) {
        return node.step().isEmpty()
                ? ListEnd.of(node.limit())
                        .map(ListEnd::list)
                        .filter(Expression.Variable.class::isInstance)
                        .map(list -> ((Expression.Variable) list).name())
                : Optional.empty();
    }

    /** Whether nothing in a loop decides that a pass ends early, or changes what it counts. */
    private static boolean isPlain(Statement.NumericFor loop) {
        boolean[] plain = {true};
        new Walker() {
            @Override
            protected void visit(Statement.Break node) {
                plain[0] = false;
            }

            @Override
            protected void visit(Statement.Return node) {
                plain[0] = false;
            }

            @Override
            protected void visit(Statement.While node) {
                plain[0] = false;
            }

            @Override
            protected void visit(Statement.Repeat node) {
                plain[0] = false;
            }

            @Override
            protected void visit(Statement.Assignment node) {
                plain[0] &= node.targets().stream()
                        .noneMatch(target -> target instanceof Expression.Variable name
                                && name.name().equals(loop.variable().text()));
                super.visit(node);
            }

            @Override
            protected void visit(FunctionBody body) {
                plain[0] = false; // it may be called for some passes alone
            }
        }.walk(loop.block());
        return plain[0];
    }

    /** {@code i - 1} or {@code i + 1}. */
    private boolean isBeside(Expression key, Optional<Variable> counter, BinaryOperator operator) {
        return key instanceof Expression.Binary sum
                && sum.operator() == operator
                && sum.right() instanceof Expression.Numeral one
                && one.value() == 1
                && sum.left() instanceof Expression.Variable left
                && script.bindings().variable(left).equals(counter);
    }
}
