package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Using the result of a function that never returns one: {@code list = table.insert(list, x)}. */
final class NothingReturnedCheck implements Check {

    private static final String CODE = "missing-result";
    private static final Set<String> WITHOUT_RESULT = Set.of("redis.log", "table.insert", "table.sort");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Statement.Local node) {
                super.visit(node);
                node.values().forEach(this::used);
            }

            @Override
            protected void visit(Statement.Assignment node) {
                super.visit(node);
                node.values().forEach(this::used);
            }

            @Override
            protected void visit(Statement.If node) {
                super.visit(node);
                node.branches().forEach(branch -> used(branch.condition()));
            }

            @Override
            protected void visit(Statement.Return node) {
                super.visit(node);
                node.values().forEach(value -> used(value, false));
            }

            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                node.arguments().forEach(this::used);
            }

            @Override
            protected void visit(Expression.Unary node) {
                super.visit(node);
                used(node.operand());
            }

            @Override
            protected void visit(Expression.Index node) {
                super.visit(node);
                used(node.object());
            }

            private void used(Expression value) {
                used(value, true);
            }

            /**
             * A value is used.
             *
             * @param own whether a function of the script counts, too; to return what it returns is a way to end
             */
            private void used(Expression value, boolean own) {
                if (!(value instanceof Expression.Call call) || !script.places().isCopied(value.start())) {
                    return;
                }
                Optional<String> library = LibraryCall.of(script, call)
                        .map(found -> found.function().path())
                        .filter(WITHOUT_RESULT::contains);
                if (library.isPresent()) {
                    findings.accept(script.warning(CODE, library.get() + " returns nothing", value));
                } else if (own
                        && script.commands().at(call).isEmpty()
                        && script.called(call.callee()).isEmpty()
                        && script.functions()
                                .at(call.callee())
                                .filter(body ->
                                        returnsNothing(body) && !script.exits().leaves(body.block()))
                                .isPresent()) {
                    findings.accept(script.warning(CODE, "this function returns nothing", value)
                            .hint("return a value at its end"));
                }
            }
        }.walk(script.chunk().block());
    }

    private static boolean returnsNothing(FunctionBody function) {
        boolean[] returns = {false};
        new Walker() {
            @Override
            protected void visit(Statement.Return node) {
                returns[0] |= !node.values().isEmpty();
            }

            @Override
            protected void visit(FunctionBody inner) {
                // its results are others
            }
        }.walk(function.block());
        List<Statement> statements = function.block().statements();
        return !returns[0] && !statements.isEmpty();
    }
}
