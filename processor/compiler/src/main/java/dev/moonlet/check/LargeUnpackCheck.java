package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * {@code unpack} of all that a reply has, however much that is: Lua fails from 8000 values on.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#pdf-unpack">unpack</a>
 */
final class LargeUnpackCheck implements Check {

    private static final String CODE = "large-unpack";

    private static final Set<String> CUTTING = Set.of("LTRIM", "ZREMRANGEBYRANK");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<String> bounded = bounded(script);
        Map<Variable, CommandCall> filling = filling(script, bounded);
        Set<String> limited = limitedKeys(script);
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                if (script.bindings().isGlobal(node.callee(), "unpack")
                        && node.arguments().size() == 1
                        && !bounded.contains(script.text(node.arguments().get(0)))
                        && (script.definitions().isUnchanged(node.arguments().get(0))
                                || filled(node.arguments().get(0)).isPresent())) {
                    script.commands()
                            .at(script.definitions().resolved(node.arguments().get(0)))
                            .or(() -> filled(node.arguments().get(0)))
                            .filter(UnboundedReplies::isUnbounded)
                            .filter(call -> !limited.contains(key(script, call)))
                            .ifPresent(call -> findings.accept(script.warning(
                                            CODE,
                                            "unpack fails from 8000 values on, and the reply of " + call.command()
                                                    + " can have any number",
                                            node)
                                    .hint("go in pieces: unpack(all, first, last)")));
                }
                super.visit(node);
            }

            /** What a loop goes through that puts something into a list for each element. */
            private Optional<CommandCall> filled(Expression list) {
                return list instanceof Expression.Variable name
                        ? script.bindings()
                                .variable(name)
                                .filter(local -> script.bindings().writes(local) == 0)
                                .map(filling::get)
                        : Optional.empty();
            }
        }.walk(script.chunk().block());
    }

    /** The lists into which loops put something for each element of a reply, with the command. */
    private static Map<Variable, CommandCall> filling(AnalyzedScript script, Set<String> bounded) {
        Map<Variable, CommandCall> filling = new HashMap<>();
        new Walker() {
            @Override
            protected void visit(Statement.GenericFor node) {
                super.visit(node);
                if (node.values().get(0) instanceof Expression.Call call
                        && !call.arguments().isEmpty()
                        && script.bindings().isGlobal(call.callee(), "ipairs")
                        && !isLeft(node.block())) {
                    script.commands()
                            .at(script.definitions().resolved(call.arguments().get(0)))
                            .filter(found -> !bounded.contains(
                                    script.text(call.arguments().get(0))))
                            .ifPresent(found -> node.block().statements().forEach(statement -> put(statement, found)));
                }
            }

            /** Whether a loop can end before it went through all elements. */
            private boolean isLeft(Block block) {
                boolean[] left = {false};
                new Walker() {
                    @Override
                    protected void visit(Statement.Break node) {
                        left[0] = true;
                    }

                    @Override
                    protected void visit(Statement.Return node) {
                        left[0] = true;
                    }
                }.walk(block);
                return left[0];
            }

            private void put(Statement statement, CommandCall command) {
                if (statement instanceof Statement.Assignment assignment) {
                    assignment.targets().forEach(target -> {
                        if (target instanceof Expression.Index place
                                && !(place.key() instanceof Expression.Str
                                        || place.key() instanceof Expression.Numeral)) {
                            put(place.object(), command);
                        }
                    });
                } else if (statement instanceof Statement.Call called
                        && called.call() instanceof Expression.Call insert
                        && insert.callee() instanceof Expression.Member member
                        && script.bindings().isGlobal(member.object(), "table")
                        && member.name().text().equals("insert")
                        && !insert.arguments().isEmpty()) {
                    put(insert.arguments().get(0), command);
                }
            }

            private void put(Expression list, CommandCall command) {
                if (list instanceof Expression.Variable name) {
                    script.bindings().variable(name).ifPresent(local -> filling.putIfAbsent(local, command));
                }
            }
        }.walk(script.chunk().block());
        return filling;
    }

    private static String key(AnalyzedScript script, CommandCall call) {
        return call.words().size() > 1
                ? script.text(script.definitions().followed(call.words().get(1).expression()))
                : "";
    }

    /** The keys of which the script asks how much they hold, {@code LLEN key > 1000}, or that it cuts: {@code LTRIM}. */
    private static Set<String> limitedKeys(AnalyzedScript script) {
        Set<String> keys = new HashSet<>();
        script.commands().all().stream()
                .filter(call -> CUTTING.contains(call.command()))
                .forEach(call -> keys.add(key(script, call)));
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                super.visit(node);
                switch (node.operator()) {
                    case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
                        count(node.left(), node.right());
                        count(node.right(), node.left());
                    }
                    default -> {}
                }
            }

            private void count(Expression value, Expression limit) {
                if (!(limit instanceof Expression.Numeral few && few.value() < 2)) {
                    script.commands()
                            .at(script.definitions().resolved(value))
                            .filter(UnboundedReplies::isCount)
                            .ifPresent(call -> keys.add(key(script, call)));
                }
            }
        }.walk(script.chunk().block());
        return keys;
    }

    /** The tables of which the script asks whether they are short: {@code #t < 1000}. */
    private static Set<String> bounded(AnalyzedScript script) {
        Set<String> tables = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                switch (node.operator()) {
                    case LESS, LESS_EQUAL -> add(node.left());
                    case GREATER, GREATER_EQUAL -> {
                        if (!(node.right() instanceof Expression.Numeral zero && zero.value() < 2)) {
                            add(node.left());
                        }
                        add(node.right());
                    }
                    default -> {}
                }
                super.visit(node);
            }

            private void add(Expression length) {
                if (length instanceof Expression.Unary unary && unary.operator() == UnaryOperator.LENGTH) {
                    tables.add(script.text(unary.operand()));
                }
            }
        }.walk(script.chunk().block());
        return tables;
    }
}
