package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ReplyValues;
import dev.moonlet.analysis.TableContent;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Walker;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code error} with a table that has no field {@code err}: Redis itself crashes. */
final class ErrorTableCheck implements Check {

    private static final String CODE = "error-table";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        boolean catches = script.bindings().globalReads().stream()
                .anyMatch(name -> name.name().equals("pcall") || name.name().equals("xpcall"));
        new Walker() {
            /** What a function raises may be caught. */
            @Override
            protected void visit(FunctionBody body) {
                if (!catches) {
                    super.visit(body);
                }
            }

            @Override
            protected void visit(Expression.Call node) {
                if (script.bindings().isGlobal(node.callee(), "error")
                        && !node.arguments().isEmpty()) {
                    raised(node.arguments().get(0));
                }
                super.visit(node);
            }

            private void raised(Expression error) {
                ValueType type = script.types().of(error);
                if (isListOfCommand(error)
                        || table(error).filter(table -> !table.mayHave("err")).isPresent()) {
                    findings.accept(script.error(CODE, "this table has no field \"err\", and Redis crashes", error)
                            .hint("error({ err = 'CODE text' }), or return redis.error_reply('CODE text')"));
                } else if (type.isCertainly(ValueType.FUNCTION)) {
                    findings.accept(script.error(CODE, "this is a function, and no error", error)
                            .hint("call it: (…)"));
                }
            }

            /** The table that is raised, also one that a function writes where it returns it. */
            private Optional<TableContent> table(Expression error) {
                boolean untouched =
                        error instanceof Expression.Call || script.definitions().isUntouched(error);
                return script.functions()
                        .onlyValue(script.definitions().resolved(error))
                        .filter(value -> untouched && value instanceof Expression.Table)
                        .or(() -> Optional.of(error))
                        .flatMap(script.definitions()::table);
            }

            /** Whether it is the list that a command replies, whose errors end the script. */
            private boolean isListOfCommand(Expression error) {
                return ReplyValues.isSequence(script.types().of(error))
                        && script.definitions().isUnchanged(error)
                        && script.commands()
                                .at(script.definitions().resolved(error))
                                .filter(call -> !call.caught() && !call.guarded())
                                .isPresent();
            }
        }.walk(script.chunk().block());
    }
}
