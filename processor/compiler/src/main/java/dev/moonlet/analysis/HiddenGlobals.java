package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.Sandbox;
import dev.moonlet.script.LinkedGlobals;
import java.util.Optional;
import java.util.Set;

/** Finds where a script uses a global whose name it gives to a key or an argument. */
public final class HiddenGlobals {

    private static final Set<String> PROTECTED_CALLS = Set.of("pcall", "xpcall");

    /** A use of a global, and the variable that the name means instead. */
    public record Use(Expression.Variable node, Variable variable) {}

    private HiddenGlobals() {}

    /** The global that an expression uses: {@code type(…)}, {@code pcall(type, …)}, {@code string.format}. */
    public static Optional<Use> of(AnalyzedScript script, Expression expression) {
        if (expression instanceof Expression.Call call) {
            return function(script, call.callee())
                    .or(() -> isProtectedCall(script, call)
                            ? function(script, call.arguments().get(0))
                            : Optional.empty());
        }
        if (expression instanceof Expression.Member member) {
            return library(script, member.object(), member.name().text());
        }
        return expression instanceof Expression.Index index && index.key() instanceof Expression.Str key
                ? library(script, index.object(), key.value())
                : Optional.empty();
    }

    private static boolean isProtectedCall(AnalyzedScript script, Expression.Call call) {
        return !call.arguments().isEmpty()
                && PROTECTED_CALLS.stream().anyMatch(name -> script.bindings().isGlobal(call.callee(), name));
    }

    private static Optional<Use> function(AnalyzedScript script, Expression expression) {
        return declared(script, expression).filter(use -> isGlobal(use.node().name()));
    }

    private static Optional<Use> library(AnalyzedScript script, Expression object, String member) {
        return declared(script, object)
                .filter(use -> LinkedGlobals.contains(use.node().name())
                        || Sandbox.get().kind(use.node().name() + "." + member).isPresent());
    }

    private static Optional<Use> declared(AnalyzedScript script, Expression expression) {
        if (!(expression instanceof Expression.Variable node)
                || !script.places().isCopied(node.start())) {
            return Optional.empty();
        }
        return script.bindings().variable(node).filter(script::isDeclared).map(variable -> new Use(node, variable));
    }

    private static boolean isGlobal(String name) {
        return LinkedGlobals.contains(name) || Sandbox.get().hasGlobal(name);
    }

    /** Whether the callee of a call is a global that a key or an argument hides, which is reported as that. */
    public static boolean isHidden(AnalyzedScript script, Expression callee) {
        return function(script, callee).isPresent();
    }
}
