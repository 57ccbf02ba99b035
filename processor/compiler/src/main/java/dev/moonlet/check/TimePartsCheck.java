package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import java.util.function.Consumer;

/**
 * The seconds and microseconds of {@code TIME} joined as they are: 5 microseconds become one digit instead of six.
 *
 * @see <a href="https://redis.io/docs/latest/commands/time/">TIME</a>
 */
final class TimePartsCheck implements Check {

    private static final String CODE = "time-parts-joined";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                super.visit(node);
                if (node.operator() == BinaryOperator.CONCAT
                        && isPart(node.left(), 1)
                        && isPart(first(node.right()), 2)) {
                    findings.accept(script.warning(
                                    CODE, "the microseconds of TIME are joined without the zeros before them", node)
                            .hint("string.format(\"%s%06d\", seconds, microseconds)"));
                }
            }

            private Expression first(Expression joined) {
                return joined instanceof Expression.Binary binary && binary.operator() == BinaryOperator.CONCAT
                        ? binary.left()
                        : joined;
            }

            private boolean isPart(Expression value, int place) {
                return script.types().of(value).command().equals("TIME")
                        && script.definitions().resolved(value) instanceof Expression.Index part
                        && part.key() instanceof Expression.Numeral index
                        && index.value() == place;
            }
        }.walk(script.chunk().block());
    }
}
