package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Calling a local function with more arguments than it has parameters: the others are lost. */
final class TooManyArgumentsCheck implements Check {

    private static final String CODE = "too-many-arguments";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Map<Variable, FunctionBody> functions = new HashMap<>();
        new Walker() {
            @Override
            protected void visit(Statement.LocalFunction node) {
                script.bindings()
                        .variable(node.name())
                        .filter(variable -> script.bindings().writes(variable) == 0)
                        .ifPresent(variable -> functions.put(variable, node.body()));
                super.visit(node);
            }
        }.walk(script.chunk().block());
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (!(node.callee() instanceof Expression.Variable name)) {
                    return;
                }
                Optional<FunctionBody> called = script.bindings().variable(name).map(functions::get);
                called.filter(body -> !body.vararg()
                                && !body.block().statements().isEmpty()
                                && node.arguments().size() > body.parameters().size())
                        .ifPresent(body -> findings.accept(script.warning(
                                CODE,
                                name.name() + " takes "
                                        + CommandCheck.arguments(
                                                body.parameters().size()) + ", found "
                                        + node.arguments().size(),
                                node.arguments().get(body.parameters().size()))));
            }
        }.walk(script.chunk().block());
    }
}
