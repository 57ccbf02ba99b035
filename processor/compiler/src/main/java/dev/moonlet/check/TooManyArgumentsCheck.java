package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.source.Span;
import java.util.Set;
import java.util.function.Consumer;

/** Calling a function with more arguments than it has parameters: those of the script ignore the others, some of Lua's fail. */
final class TooManyArgumentsCheck implements Check {

    private static final String CODE = "too-many-arguments";

    /** What functions call the object that a colon passes. */
    private static final Set<String> SELF = Set.of("self", "this", "_");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        LocalTables tables = LocalTables.of(script);
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                LibraryCall.of(script, node)
                        .filter(call -> call.function().closed()
                                && call.arguments().size()
                                        > call.function().parameters().size()
                                && script.places().isCopied(node.start()))
                        .ifPresent(call -> findings.accept(script.error(
                                CODE,
                                call.function().path() + " takes "
                                        + CommandCheck.arguments(
                                                call.function().parameters().size()) + ", found "
                                        + call.arguments().size(),
                                call.arguments()
                                        .get(call.function().parameters().size()))));
                byLocal(node);
            }

            /** {@code M:get(key)}, where the function is {@code M.get(key)} */
            @Override
            protected void visit(Expression.MethodCall node) {
                super.visit(node);
                tables.withoutSelf(node)
                        .filter(body -> !body.vararg()
                                && body.parameters().size() == node.arguments().size()
                                && body.parameters().stream().map(Name::text).noneMatch(SELF::contains)
                                && !body.parameters().isEmpty())
                        .ifPresent(body -> findings.accept(script.warning(
                                        CODE,
                                        "this function takes "
                                                + CommandCheck.arguments(
                                                        body.parameters().size()) + ", and a colon passes one more",
                                        node)
                                .hint("call it with a dot")));
            }

            private void byLocal(Expression.Call node) {
                script.functions()
                        .at(node.callee())
                        .filter(body -> !body.vararg()
                                && !body.block().statements().isEmpty()
                                && node.arguments().size() > body.parameters().size())
                        .filter(body ->
                                script.called(node.callee()).isEmpty()) // takes two tables, whatever it declares
                        .ifPresent(body -> findings.accept(script.warning(
                                CODE,
                                script.chunk()
                                                .file()
                                                .text(new Span(
                                                        node.callee().start(),
                                                        node.callee().end())) + " takes "
                                        + CommandCheck.arguments(
                                                body.parameters().size()) + ", found "
                                        + node.arguments().size(),
                                node.arguments().get(body.parameters().size()))));
            }
        }.walk(script.chunk().block());
    }
}
