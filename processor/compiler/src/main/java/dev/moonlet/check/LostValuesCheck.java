package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Several values where one is taken, and one value too many: {@code unpack} that is not the last argument gives its first value alone,
 * Redis takes the first value of {@code return}, and {@code gsub} gives the number of its replacements, too.
 */
final class LostValuesCheck implements Check {

    private static final String CODE = "lost-values";

    /** Functions that take the number of replacements for an argument. */
    private static final Set<String> TAKING_ALL = Set.of("tonumber", "table.insert");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                list(node.arguments());
                if (script.commands().at(node).isPresent()
                        || LibraryCall.of(script, node)
                                .filter(call ->
                                        TAKING_ALL.contains(call.function().path()))
                                .isPresent()) {
                    replacements(node.arguments());
                }
            }

            @Override
            protected void visit(Expression.Table node) {
                super.visit(node);
                list(node.fields().stream()
                        .filter(TableField.Positional.class::isInstance)
                        .map(TableField::value)
                        .toList());
            }

            private void list(List<Expression> values) {
                values.stream()
                        .limit(Math.max(0, values.size() - 1))
                        .filter(this::isUnpacking)
                        .filter(value -> script.places().isCopied(value.start()))
                        .forEach(value -> findings.accept(
                                script.warning(CODE, "only the first of these values is taken: others follow it", value)
                                        .hint("make it the last one, or put it in parentheses if that is meant")));
            }

            private boolean isUnpacking(Expression value) {
                return value instanceof Expression.Vararg
                        || (value instanceof Expression.Call call
                                && script.bindings().isGlobal(call.callee(), "unpack"));
            }

            private void replacements(List<Expression> arguments) {
                if (arguments.isEmpty()) {
                    return;
                }
                Expression last = arguments.get(arguments.size() - 1);
                Optional<LibraryCall> call = last instanceof Expression.MethodCall method
                        ? LibraryCall.of(script, method)
                        : last instanceof Expression.Call function
                                ? LibraryCall.of(script, function)
                                : Optional.empty();
                if (call.filter(found -> found.function().path().equals("string.gsub"))
                        .isPresent()) {
                    findings.accept(script.warning(
                                    CODE,
                                    "gsub also returns how often it replaced something, which is one more argument here",
                                    last)
                            .hint("put the call of gsub in parentheses"));
                }
            }
        }.walk(script.chunk().block());
        new Walker() {
            @Override
            protected void visit(Statement.Return node) {
                if (node.values().stream().skip(1).anyMatch(value -> !(value instanceof Expression.Nil))
                        && script.places().isCopied(node.start())) {
                    findings.accept(script.warning(
                                    CODE,
                                    "Redis takes the first of the returned values alone",
                                    node.values().get(1))
                            .hint("return them in a table"));
                }
            }

            @Override
            protected void visit(FunctionBody body) {
                // its callers take all values
            }
        }.walk(script.results().body());
    }
}
