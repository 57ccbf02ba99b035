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

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        int callable =
                ValueType.FUNCTION | (script.chunk().file().text().contains("setmetatable") ? ValueType.TABLE : 0);
        new Walker() {
            @Override
            protected void visit(Statement.GenericFor node) {
                Expression first = node.values().get(0);
                ValueType type = script.types().of(first);
                boolean iterates = type.can(ValueType.FUNCTION)
                        || (type.isOnly(ValueType.TABLE) && !type.isReply() && !isInput(script, first));
                if (!iterates) {
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
                if (library || (!type.can(callable) && !isHidden(node.callee()))) {
                    findings.accept(
                            script.error(CODE, "this is " + type.inWords() + ", not a function", node.callee()));
                }
                super.visit(node);
            }

            /** Whether the name of a key or an argument hides the function, or its library, which another check speaks of. */
            private boolean isHidden(Expression callee) {
                Expression name = callee instanceof Expression.Member member ? member.object() : callee;
                return HiddenGlobals.isHidden(script, name);
            }
        }.walk(script.chunk().block());
    }

    private static boolean isInput(AnalyzedScript script, Expression expression) {
        return script.bindings().isGlobal(expression, "KEYS")
                || script.bindings().isGlobal(expression, "ARGV");
    }
}
