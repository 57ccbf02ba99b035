package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.Declaration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The cursor of a command that scans as the position of a resumable script. Another server, such as the one that takes over after a
 * failover, can't go on from it: it would leave out elements, and nothing would say so.
 *
 * @see <a href="https://redis.io/docs/latest/commands/scan/">SCAN</a>
 */
final class ScanPositionCheck implements Check {

    private static final String CODE = "scan-position";

    /** Where the cursor is among the words of a call. */
    private static final Map<String, Integer> CURSORS = Map.of("SCAN", 1, "HSCAN", 2, "SSCAN", 2, "ZSCAN", 2);

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        if (script.signature().position().isEmpty()) {
            return;
        }
        Set<Variable> positions = positions(script);
        for (CommandCall call : script.commands().all()) {
            Integer cursor = CURSORS.get(call.command());
            if (cursor != null
                    && call.words().size() > cursor
                    && isPosition(script, positions, call.words().get(cursor).expression())) {
                findings.accept(script.warning(
                                CODE,
                                "the position is a cursor of " + call.command()
                                        + ", from which another server can't go on",
                                call.words().get(cursor).expression())
                        .hint("go on from a value of the data: a score, a member, or an index"));
            }
        }
    }

    /** The locals that begin as the position. */
    private static Set<Variable> positions(AnalyzedScript script) {
        Set<Variable> positions = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Statement.Local node) {
                for (int i = 0; i < Math.min(node.names().size(), node.values().size()); i++) {
                    if (isPosition(script, positions, node.values().get(i))) {
                        script.bindings().variable(node.names().get(i)).ifPresent(positions::add);
                    }
                }
                super.visit(node);
            }
        }.walk(script.chunk().block());
        return positions;
    }

    /** Whether a value is the position, maybe as a text, or with another value in the place of the first one. */
    private static boolean isPosition(AnalyzedScript script, Set<Variable> positions, Expression value) {
        return isPosition(script, positions, value, new HashSet<>());
    }

    private static boolean isPosition(
            AnalyzedScript script, Set<Variable> positions, Expression value, Set<Variable> followed) {
        if (value instanceof Expression.Parenthesized parenthesized) {
            return isPosition(script, positions, parenthesized.inner(), followed);
        }
        if (value instanceof Expression.Binary choice) {
            boolean left = choice.operator() == BinaryOperator.OR || choice.operator() == BinaryOperator.CONCAT;
            return (left || choice.operator() == BinaryOperator.AND)
                    && (isPosition(script, positions, choice.right(), followed)
                            || (left && isPosition(script, positions, choice.left(), followed)));
        }
        if (value instanceof Expression.Call call) {
            return (script.bindings().isGlobal(call.callee(), "tostring")
                            || script.bindings().isGlobal(call.callee(), "tonumber"))
                    && call.arguments().stream()
                            .limit(1)
                            .anyMatch(given -> isPosition(script, positions, given, followed));
        }
        return value instanceof Expression.Variable name
                && script.bindings()
                        .variable(name)
                        .filter(variable -> isPosition(script, positions, variable, followed))
                        .isPresent();
    }

    private static boolean isPosition(
            AnalyzedScript script, Set<Variable> positions, Variable variable, Set<Variable> followed) {
        return positions.contains(variable)
                || script.declaration(variable)
                        .filter(declared -> declared.kind() == Declaration.Kind.POSITION)
                        .isPresent()
                || (followed.add(variable)
                        && script.functions().given(variable).stream()
                                .anyMatch(given -> isPosition(script, positions, given, followed)));
    }
}
