package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.redis.CommandTable;
import dev.moonlet.script.CheckOptions.Keys;
import java.util.function.Consumer;

/**
 * A command is given a key that is not declared: a literal, or an argument. On a cluster, a script runs where its declared keys are,
 * and others may be on another server.
 *
 * <p>If the project says nothing, that holds for scripts with directives. Others were not written for Moonlet, and are left alone.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/eval-intro/#script-parameterization">Script parameters</a>
 */
final class UndeclaredKeyCheck implements Check {

    private static final String CODE = "undeclared-key";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        boolean declares = !script.signature().declarations().isEmpty()
                || script.signature().result().isPresent();
        Keys loosest = script.checks().keys().orElse(declares ? Keys.DERIVED : Keys.ANY);
        if (loosest == Keys.ANY) {
            return;
        }
        for (CommandCall call : script.commands().all()) {
            for (int place : CommandTable.get().keys(call.literals(), call.open())) {
                check(script, call.words().get(place).expression(), loosest, findings);
            }
        }
    }

    private static void check(AnalyzedScript script, Expression key, Keys loosest, Consumer<Diagnostic> findings) {
        Expression resolved = script.definitions().resolved(key);
        if (resolved instanceof Expression.Str text) {
            findings.accept(script.warning(CODE, "the key \"" + text.value() + "\" is not declared", key)
                    .hint("declare it with ---@key"));
        } else if (isArgument(script, key) || isArgument(script, resolved)) {
            findings.accept(script.warning(CODE, "this key is an argument, and not declared as a key", key)
                    .hint("declare it with ---@key"));
        } else if (loosest == Keys.DECLARED && isJoined(resolved)) {
            findings.accept(
                    script.warning(CODE, "this key is built by the script", key).hint("declare it with ---@key"));
        }
    }

    private static boolean isArgument(AnalyzedScript script, Expression expression) {
        if (expression instanceof Expression.Index index) {
            return script.bindings().isGlobal(index.object(), "ARGV");
        }
        return expression instanceof Expression.Variable variable
                && script.declaredType(variable).isPresent();
    }

    private static boolean isJoined(Expression expression) {
        return expression instanceof Expression.Binary binary && binary.operator() == BinaryOperator.CONCAT;
    }
}
