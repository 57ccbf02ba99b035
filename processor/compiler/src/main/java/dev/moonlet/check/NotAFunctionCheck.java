package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.HiddenGlobals;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.redis.Sandbox;
import java.util.function.Consumer;

/** Calling something that is certainly no function. */
final class NotAFunctionCheck implements Check {

    private static final String CODE = "not-a-function";
    private static final int CALLABLE = ValueType.FUNCTION | ValueType.TABLE | ValueType.OTHER;

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Statement.GenericFor node) {
                Expression first = node.values().get(0);
                ValueType type = script.types().of(first);
                boolean callable = type.can(ValueType.FUNCTION | ValueType.OTHER)
                        || (type.isOnly(ValueType.TABLE) && !type.isReply() && !isInput(script, first));
                if (!callable) {
                    boolean numbers =
                            type.isOnly(ValueType.NUMBER) && node.variables().size() == 1;
                    findings.accept(script.error(CODE, "this is " + type.inWords() + ", not a function", first)
                            .hint(
                                    numbers
                                            ? "a loop over numbers is: for i = 1, 3 do"
                                            : "write ipairs(…), or pairs(…)"));
                }
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Call node) {
                ValueType type = script.types().of(node.callee());
                boolean library = node.callee() instanceof Expression.Variable variable
                        && script.bindings().variable(variable).isEmpty()
                        && Sandbox.get().isLibrary(variable.name());
                if (library || (!type.can(CALLABLE) && !HiddenGlobals.isHidden(script, node.callee()))) {
                    findings.accept(
                            script.error(CODE, "this is " + type.inWords() + ", not a function", node.callee()));
                }
                super.visit(node);
            }
        }.walk(script.chunk().block());
    }

    private static boolean isInput(AnalyzedScript script, Expression expression) {
        return script.bindings().isGlobal(expression, "KEYS")
                || script.bindings().isGlobal(expression, "ARGV");
    }
}
