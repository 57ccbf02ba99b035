package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Calling a function that only returns a value, and not using that: {@code redis.error_reply(…)} ends no script. */
final class UnusedValueCheck implements Check {

    private static final String CODE = "unused-value";
    private static final Set<String> REPLIES = Set.of("redis.error_reply", "redis.status_reply");

    /** Functions that change nothing, and that no script calls for their errors. */
    private static final Set<String> PURE = Set.of(
            "bit.band",
            "bit.bor",
            "bit.bxor",
            "math.abs",
            "math.ceil",
            "math.floor",
            "math.max",
            "math.min",
            "redis.sha1hex",
            "string.format",
            "string.gsub",
            "string.lower",
            "string.rep",
            "string.reverse",
            "string.sub",
            "string.upper",
            "table.concat",
            "tonumber",
            "tostring",
            "type");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Statement.Call node) {
                super.visit(node);
                Optional<LibraryCall> call = node.call() instanceof Expression.MethodCall method
                        ? LibraryCall.of(script, method)
                        : LibraryCall.of(script, (Expression.Call) node.call());
                String function = call.map(called -> called.function().path()).orElse("");
                if (!script.places().isCopied(node.start())) {
                    return;
                }
                if (REPLIES.contains(function)) {
                    findings.accept(script.warning(CODE, function + " makes a reply, which is not used here", node)
                            .hint("the script goes on: write return " + function + "(…)"));
                } else if (PURE.contains(function)) {
                    boolean gsub = function.equals("string.gsub")
                            && call.get().arguments().size() > 2
                            && !(call.get().arguments().get(2) instanceof Expression.Str);
                    if (!gsub) { // a function that it calls may do something
                        findings.accept(
                                script.warning(CODE, function + " changes nothing, and its result is not used", node));
                    }
                }
            }
        }.walk(script.chunk().block());
    }
}
