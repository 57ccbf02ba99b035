package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ListEnd;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.Declaration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reading an entry of {@code KEYS} or {@code ARGV} that is always nil: behind those that are declared, or before the first. */
final class EntryIndexCheck implements Check {

    private static final String CODE = "undeclared-entry";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<String> asked = asked(script);
        new Walker() {
            @Override
            protected void visit(Expression.Index node) {
                check("KEYS", "key", script.signature().keys(), node);
                check("ARGV", "argument", script.signature().arguments(), node);
                super.visit(node);
            }

            /** {@code for i = 0, #KEYS - 1 do … KEYS[i]} */
            @Override
            protected void visit(Statement.NumericFor node) {
                boolean first = node.initial() instanceof Expression.Numeral initial && initial.value() == 0;
                Optional<String> beyond = beyond(node);
                boolean begins = !first
                        && beyond.isEmpty()
                        && node.initial() instanceof Expression.Numeral initial
                        && initial.value() == 1;
                if ((first || begins || beyond.isPresent()) && isPlain(node)) {
                    Optional<Variable> counter = script.bindings().variable(node.variable());
                    new Walker() {
                        @Override
                        protected void visit(Statement.If inner) {
                            // it may ask for the first pass
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

                        private boolean isAt(Expression key) {
                            return begins
                                    ? isBefore(script, key, counter)
                                    : key instanceof Expression.Variable name
                                            && script.bindings().variable(name).equals(counter);
                        }

                        private void use(Expression value) {
                            if (value instanceof Expression.Index element
                                    && isAt(element.key())
                                    && element.object() instanceof Expression.Variable name
                                    && (script.bindings().isGlobal(name, "KEYS")
                                            || script.bindings().isGlobal(name, "ARGV")
                                            || (first
                                                    && script.commands()
                                                            .at(script.definitions()
                                                                    .resolved(name))
                                                            .isPresent()))) {
                                String list = name.name();
                                if (beyond.isPresent()) {
                                    if (beyond.get().equals(list)) {
                                        findings.accept(script.error(
                                                CODE,
                                                "this loop ends with " + list + "[#" + list
                                                        + " + 1], which is always nil",
                                                element));
                                    }
                                    return;
                                }
                                findings.accept(script.error(
                                        CODE,
                                        "this loop begins with " + list + "[0], which is always nil: the first one is "
                                                + list + "[1]",
                                        element));
                            }
                        }
                    }.walk(node.block());
                }
                super.visit(node);
            }

            /** {@code local key, other = unpack(KEYS)} */
            @Override
            protected void visit(Statement.Local node) {
                super.visit(node);
                int last = node.values().size() - 1;
                if (last < 0
                        || !(node.values().get(last) instanceof Expression.Call call)
                        || !script.bindings().isGlobal(call.callee(), "unpack")
                        || call.arguments().size() != 1) {
                    return;
                }
                unpacked(
                        node,
                        last,
                        call.arguments().get(0),
                        "KEYS",
                        "key",
                        script.signature().keys());
                unpacked(
                        node,
                        last,
                        call.arguments().get(0),
                        "ARGV",
                        "argument",
                        script.signature().arguments());
            }

            private void unpacked(
                    Statement.Local node,
                    int first,
                    Expression list,
                    String name,
                    String what,
                    List<Declaration> declared) {
                int missing = first + declared.size();
                if (script.bindings().isGlobal(list, name)
                        && script.places().isCopied(node.start())
                        && !script.signature().declarations().isEmpty()
                        && declared.stream().noneMatch(Declaration::rest)
                        && missing < node.names().size()
                        && !asked.contains(name)
                        && script.bindings()
                                .variable(node.names().get(missing))
                                .filter(local -> script.bindings().reads(local) > 0
                                        && script.bindings().writes(local) == 0
                                        && !asked.contains(local.name()))
                                .isPresent()) {
                    findings.accept(script.error(
                                    CODE,
                                    node.names().get(missing).text() + " is always nil: " + count(what, declared)
                                            + " declared",
                                    node.names().get(missing))
                            .hint("declare it with ---@" + (what.equals("key") ? "key" : "arg")));
                }
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

            private void check(String list, String what, List<Declaration> declared, Expression.Index node) {
                if (!script.bindings().isGlobal(script.definitions().resolved(node.object()), list)
                        || !(script.definitions().resolved(node.key()) instanceof Expression.Numeral position)
                        || !script.places().isCopied(node.start())) {
                    return;
                }
                String entry = list + "[" + Math.round(position.value()) + "]";
                if (asked.contains(list) || asked.contains(entry)) {
                    return;
                }
                if (position.value() == 0) {
                    findings.accept(
                            script.error(CODE, entry + " is always nil: the first one is " + list + "[1]", node));
                } else if (!script.signature().declarations().isEmpty()
                        && declared.stream().noneMatch(Declaration::rest)
                        && position.value() > declared.size()) {
                    findings.accept(
                            script.error(CODE, entry + " is always nil: " + count(what, declared) + " declared", node)
                                    .hint("declare it with ---@" + (what.equals("key") ? "key" : "arg")));
                }
            }
        }.walk(script.chunk().block());
    }

    private static String count(String what, List<Declaration> declared) {
        return declared.isEmpty()
                ? "no " + what + " is"
                : declared.size() == 1 ? "one " + what + " is" : declared.size() + " " + what + "s are";
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

    /** {@code KEYS[i - 1]}, where {@code i} begins with 1. */
    private static boolean isBefore(AnalyzedScript script, Expression key, Optional<Variable> counter) {
        return key instanceof Expression.Binary difference
                && difference.operator() == BinaryOperator.SUBTRACT
                && difference.right() instanceof Expression.Numeral one
                && one.value() == 1
                && difference.left() instanceof Expression.Variable left
                && script.bindings().variable(left).equals(counter);
    }

    /** The lists of which the script asks how many entries they have, and the entries of which it asks whether they are there. */
    private static Set<String> asked(AnalyzedScript script) {
        Set<String> lists = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Expression.Unary node) {
                ask(node.operand());
                super.visit(node);
            }

            @Override
            protected void visit(Statement.If node) {
                node.branches().forEach(branch -> ask(branch.condition()));
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Binary node) {
                if (node.operator() == BinaryOperator.AND || node.operator() == BinaryOperator.OR) {
                    ask(node.left());
                }
                super.visit(node);
            }

            private void ask(Expression expression) {
                if (expression instanceof Expression.Variable variable) {
                    lists.add(variable.name());
                } else if (expression instanceof Expression.Index index
                        && index.object() instanceof Expression.Variable variable) {
                    lists.add(
                            index.key() instanceof Expression.Numeral position
                                    ? variable.name() + "[" + Math.round(position.value()) + "]"
                                    : variable.name());
                }
            }
        }.walk(script.chunk().block());
        return lists;
    }
}
