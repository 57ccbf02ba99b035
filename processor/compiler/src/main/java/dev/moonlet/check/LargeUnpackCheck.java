package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * {@code unpack} of all that a reply has, however much that is: Lua fails from 8000 values on.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#pdf-unpack">unpack</a>
 */
final class LargeUnpackCheck implements Check {

    private static final String CODE = "large-unpack";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<String> bounded = bounded(script);
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                if (script.bindings().isGlobal(node.callee(), "unpack")
                        && !bounded.contains(text(script, node.arguments()))
                        && node.arguments().size() == 1
                        && script.definitions().isUnchanged(node.arguments().get(0))) {
                    script.commands()
                            .at(script.definitions().resolved(node.arguments().get(0)))
                            .filter(UnboundedReplies::isUnbounded)
                            .ifPresent(call -> findings.accept(script.warning(
                                            CODE,
                                            "unpack fails from 8000 values on, and the reply of " + call.command()
                                                    + " can have any number",
                                            node)
                                    .hint("go in pieces: unpack(all, first, last)")));
                }
                super.visit(node);
            }
        }.walk(script.chunk().block());
    }

    private static String text(AnalyzedScript script, List<Expression> arguments) {
        return arguments.isEmpty() ? "" : text(script, arguments.get(0));
    }

    private static String text(AnalyzedScript script, Expression expression) {
        return script.chunk().file().text().substring(expression.start(), expression.end());
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
                    tables.add(text(script, unary.operand()));
                }
            }
        }.walk(script.chunk().block());
        return tables;
    }
}
