package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CallTypes;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Node;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import java.util.List;
import java.util.function.Consumer;

/** An assignment with more variables than values, or with more values than variables. */
final class UnbalancedAssignmentCheck implements Check {

    private static final String CODE = "unbalanced-assignment";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Statement.Local node) {
                if (!node.values().isEmpty()) {
                    check(node.names(), node.values());
                }
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Assignment node) {
                check(node.targets(), node.values());
                super.visit(node);
            }

            private void check(List<? extends Node> variables, List<Expression> values) {
                boolean open = CallTypes.isMultiple(values.get(values.size() - 1), script.bindings());
                if (values.size() > variables.size()) {
                    findings.accept(
                            script.warning(CODE, counted(variables.size(), values.size()), values.get(variables.size()))
                                    .hint("this value is lost"));
                } else if (values.size() < variables.size() && !open) {
                    findings.accept(
                            script.warning(CODE, counted(variables.size(), values.size()), variables.get(values.size()))
                                    .hint("this becomes nil; write nil if that is meant"));
                }
            }
        }.walk(script.chunk().block());
    }

    private static String counted(int variables, int values) {
        return variables
                + (variables == 1 ? " variable, " : " variables, ")
                + values
                + (values == 1 ? " value" : " values");
    }
}
