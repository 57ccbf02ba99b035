package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.HiddenGlobals;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
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
}
