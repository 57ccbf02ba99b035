package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.source.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Loops of a resumable script that go on for as long as there is something: a slice has to end soon, since the server does nothing else
 * meanwhile. A loop has a bound if it counts up to a number that is not one of all elements, or walks a reply that has a limit.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/eval-intro/">Scripting with Lua</a>
 */
final class UnboundedSliceCheck implements Check {

    private static final String CODE = "unbounded-slice";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        if (script.signature().position().isPresent()) {
            new Loops(script, findings).walk(script.chunk().block());
        }
    }

    private static final class Loops extends Walker {

        private final AnalyzedScript script;
        private final Consumer<Diagnostic> findings;

        Loops(AnalyzedScript script, Consumer<Diagnostic> findings) {
            this.script = script;
            this.findings = findings;
        }

        @Override
        protected void visit(Statement.While node) {
            if (!LoopBounds.has(script.bindings(), this::isLimitless, node.condition(), node.block())) {
                report(node, "while");
            }
            super.visit(node);
        }

        @Override
        protected void visit(Statement.Repeat node) {
            if (!LoopBounds.has(script.bindings(), this::isLimitless, node.condition(), node.block())) {
                report(node, "repeat");
            }
            super.visit(node);
        }

        @Override
        protected void visit(Statement.NumericFor node) {
            if (isLimitless(node.limit())) {
                report(node, "for");
            }
            super.visit(node);
        }

        /** Whether a number is that of all elements. */
        private boolean isLimitless(Expression limit) {
            return values(limit, new HashSet<>()).anyMatch(this::isCount);
        }

        private boolean isCount(Expression limit) {
            return (limit instanceof Expression.Unary unary
                            && unary.operator() == UnaryOperator.LENGTH
                            && isUnbounded(unary.operand()))
                    || script.commands()
                            .at(limit)
                            .filter(UnboundedReplies::isCount)
                            .isPresent();
        }

        @Override
        protected void visit(Statement.GenericFor node) {
            if (node.values().get(0) instanceof Expression.Call call
                    && call.arguments().stream().limit(1).anyMatch(this::isUnbounded)) {
                report(node, "for");
            }
            super.visit(node);
        }

        private boolean isUnbounded(Expression list) {
            return values(list, new HashSet<>())
                    .flatMap(value -> script.commands().at(value).stream())
                    .anyMatch(UnboundedReplies::isUnboundedFromAnyStart);
        }

        /**
         * What an expression is: of a parameter, what each call of its function gives.
         *
         * @param followed the parameters that were looked at
         */
        private Stream<Expression> values(Expression expression, Set<Variable> followed) {
            Expression resolved = script.definitions().resolved(expression);
            List<Expression> given = resolved instanceof Expression.Variable parameter
                    ? script.bindings()
                            .variable(parameter)
                            .filter(followed::add)
                            .map(script.functions()::given)
                            .orElse(List.of())
                    : List.of();
            return given.isEmpty() ? Stream.of(resolved) : given.stream().flatMap(value -> values(value, followed));
        }

        private void report(Statement loop, String word) {
            if (script.places().isCopied(loop.start())) {
                findings.accept(script.warning(
                                CODE,
                                "this loop of a slice has no bound: it goes on for as long as there is something",
                                new Span(loop.start(), loop.start() + word.length()))
                        .hint("count what it does, and return the position when it was enough"));
            }
        }
    }
}
