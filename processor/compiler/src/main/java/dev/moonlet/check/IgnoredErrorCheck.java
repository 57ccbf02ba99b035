package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A reply of {@code redis.pcall} that nothing looks at: if the command fails, the script does not learn of it. */
final class IgnoredErrorCheck implements Check {

    private static final String CODE = "ignored-error";

    /** Uses in which an error fails. */
    private static final Set<String> CALCULATING = Set.of("a command", "arithmetic", "comparing", "joining");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<Variable> asked = script.askedVariables();
        new FailingUses(script) {
            @Override
            void use(Expression value, String what) {
                ValueType type = script.types().of(value);
                if (type.isReply()
                        && type.can(ValueType.TABLE)
                        && type.can(ValueType.NUMBER | ValueType.STRING)
                        && !type.can(ValueType.FALSE)
                        && CALCULATING.contains(what)
                        && value instanceof Expression.Variable name
                        && script.bindings()
                                .variable(name)
                                .filter(local -> !asked.contains(local))
                                .filter(local -> !isUnderCondition(
                                        mentioned -> mentioned.equals(local) || derived.isDerived(mentioned, local)))
                                .isPresent()) {
                    findings.accept(script.warning(
                                    CODE,
                                    "if " + type.command() + " fails, this is the error, and " + what + " then fails",
                                    value)
                            .hint("ask first: type(x) == 'table', or use redis.call(…)"));
                }
            }
        }.walk(script.chunk().block());
        new FailingUses(script) {
            private final Map<Variable, Expression.Call> unasked = new HashMap<>();

            /** {@code local ok, data = pcall(cjson.decode, text)}, where nothing reads {@code ok}. */
            @Override
            protected void visit(Statement.Local node) {
                super.visit(node);
                if (node.names().size() == 2
                        && node.values().size() == 1
                        && node.values().get(0) instanceof Expression.Call call
                        && script.bindings().isGlobal(call.callee(), "pcall")
                        && script.commands().at(call).isEmpty()
                        && script.bindings()
                                .variable(node.names().get(0))
                                .filter(ok -> script.bindings().reads(ok) == 0)
                                .isPresent()) {
                    script.bindings()
                            .variable(node.names().get(1))
                            .filter(result -> script.bindings().writes(result) == 0 && !asked.contains(result))
                            .ifPresent(result -> unasked.put(result, call));
                }
            }

            @Override
            void use(Expression value, String what) {
                if (value instanceof Expression.Variable name && !what.equals("a command")) {
                    script.bindings()
                            .variable(name)
                            .filter(result -> !isUnderCondition(
                                    mentioned -> mentioned.equals(result) || derived.isDerived(mentioned, result)))
                            .map(unasked::remove)
                            .ifPresent(call -> findings.accept(script.warning(
                                            CODE,
                                            "nothing asks whether this call failed, and " + name.name()
                                                    + " is the error then",
                                            call)
                                    .hint("ask first: if ok then … end")));
                }
            }
        }.walk(script.chunk().block());
        new Walker() {
            /** Whether a function of the script calls the command, and does more than that. */
            private boolean isOfFunctionThatAsks(Expression call) {
                if (call instanceof Expression.Call chosen
                        && script.definitions().resolved(chosen.callee()) instanceof Expression.Binary) {
                    return true; // strict and redis.call or redis.pcall
                }
                return call instanceof Expression.Call called
                        && script.functions()
                                .at(called.callee())
                                .filter(body -> body.block().statements().stream()
                                        .anyMatch(statement -> !(statement instanceof Statement.Local)
                                                && !(statement instanceof Statement.Return)))
                                .isPresent();
            }

            @Override
            protected void visit(Statement.Call node) {
                super.visit(node);
                script.commands()
                        .at(node.call())
                        .filter(call -> call.caught() && script.places().isCopied(node.start()))
                        .filter(call -> !isOfFunctionThatAsks(node.call()))
                        .ifPresent(call -> findings.accept(script.warning(
                                        CODE, "an error of this command is caught, and nothing looks at it", node)
                                .as(Severity.HINT)
                                .hint("redis.call(…) lets it end the script")));
            }
        }.walk(script.chunk().block());
    }
}
