package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import java.util.function.Consumer;

/**
 * Using a table as a list whose values all have names: {@code #}, {@code ipairs}, {@code unpack} and {@code table.concat} see numbered
 * places alone.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.5.5">Lua 5.1: the length operator</a>
 */
final class NamedOnlyCheck implements Check {

    private static final String CODE = "not-a-list";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Expression.Unary node) {
                super.visit(node);
                if (node.operator() == UnaryOperator.LENGTH) {
                    check(node.operand(), "# counts none of them", "count in a loop over pairs(…)");
                }
            }

            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                LibraryCall.of(script, node)
                        .filter(call -> !call.arguments().isEmpty())
                        .ifPresent(call -> {
                            String function = call.function().path();
                            switch (function) {
                                case "ipairs" -> check(call, "ipairs goes through none of them", "use pairs");
                                case "unpack", "table.concat" ->
                                    check(call, function + " takes none of them", "put them into a list first");
                                default -> {}
                            }
                        });
            }

            private void check(LibraryCall call, String what, String hint) {
                check(call.arguments().get(0), what, hint);
            }

            private void check(Expression table, String what, String hint) {
                if (script.types().isNamedOnly(table) && script.places().isCopied(table.start())) {
                    findings.accept(script.warning(CODE, "all values of this table have names, and " + what, table)
                            .hint(hint));
                }
            }
        }.walk(script.chunk().block());
    }
}
