package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.Declaration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Reading an entry of {@code KEYS} or {@code ARGV} that is always nil: behind those that are declared, or before the first. */
final class EntryIndexCheck implements Check {

    static final String CODE = "undeclared-entry";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<String> asked = asked(script);
        Set<Variable> questioned = script.askedVariables();
        Set<String> unchanged = script.unchangedInput();
        LoopEntries loops = new LoopEntries(script, asked, findings);
        new Walker() {
            @Override
            protected void visit(Expression.Index node) {
                check("KEYS", "key", script.signature().keys(), node);
                check("ARGV", "argument", script.signature().arguments(), node);
                super.visit(node);
            }

            @Override
            protected void visit(Statement.NumericFor node) {
                loops.check(node);
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
                                        && !asked.contains(local.name())
                                        && !questioned.contains(local))
                                .isPresent()) {
                    findings.accept(script.error(
                                    CODE,
                                    node.names().get(missing).text() + " is always nil: " + count(what, declared)
                                            + " declared",
                                    node.names().get(missing))
                            .hint("declare it with ---@" + (what.equals("key") ? "key" : "arg")));
                }
            }

            private void check(String list, String what, List<Declaration> declared, Expression.Index node) {
                if (!unchanged.contains(list)
                        || !script.bindings().isGlobal(script.definitions().resolved(node.object()), list)
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

    /** How many keys or arguments are declared, in words. */
    static String count(String what, List<Declaration> declared) {
        return declared.isEmpty()
                ? "no " + what + " is"
                : declared.size() == 1 ? "one " + what + " is" : declared.size() + " " + what + "s are";
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
