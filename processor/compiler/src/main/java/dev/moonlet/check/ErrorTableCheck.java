package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ReplyValues;
import dev.moonlet.analysis.TableContent;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** {@code error} with a table that has no field {@code err}: Redis itself crashes. */
final class ErrorTableCheck implements Check {

    private static final String CODE = "error-table";

    private static final Set<String> CATCHING = Set.of("coroutine", "pcall", "xpcall");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        boolean catches = script.bindings().globalReads().stream().anyMatch(name -> CATCHING.contains(name.name()));
        Set<Variable> objects = DecodedObjects.of(script);
        Set<Variable> mentioned = MentionedLocals.inConditions(script);
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
                } else if (script.bindings().isGlobal(node.callee(), "assert")
                        && node.arguments().size() > 1
                        && script.types().of(node.arguments().get(1)).isCertainly(ValueType.TABLE)) {
                    findings.accept(script.warning(
                                    CODE,
                                    "assert takes a text, and where it fails, its error hides this table",
                                    node.arguments().get(1))
                            .hint("if not … then error({ err = 'CODE text' }) end"));
                }
                super.visit(node);
            }

            private void raised(Expression error) {
                if (isOtherName(error)) {
                    return; // it may be changed by the name that it had before
                }
                ValueType type = script.types().of(error);
                if (type.can(ValueType.STATUS)
                        && type.isOnly(ValueType.STATUS)
                        && !MentionedLocals.contain(script, error, mentioned)
                        && script.definitions().isUnchanged(error)) {
                    findings.accept(script.error(CODE, "this is a status and no error, and Redis crashes", error)
                            .hint("error({ err = 'CODE text' }), or return redis.error_reply('CODE text')"));
                    return;
                }
                if (error instanceof Expression.Binary choice) {
                    sides(choice);
                    return;
                }
                if (isDecoded(error)) {
                    findings.accept(
                            script.warning(CODE, "Redis crashes if this object of JSON has no field \"err\"", error)
                                    .hint("error({ err = … })"));
                    return;
                }
                if (isListOfCommand(error)
                        || isElementOfOthers(error)
                        || table(error).filter(table -> !table.mayHave("err")).isPresent()) {
                    findings.accept(script.error(CODE, "this table has no field \"err\", and Redis crashes", error)
                            .hint("error({ err = 'CODE text' }), or return redis.error_reply('CODE text')"));
                } else if (type.isCertainly(ValueType.FUNCTION)) {
                    findings.accept(script.error(CODE, "this is a function, and no error", error)
                            .hint("call it: (…)"));
                }
            }

            /** {@code failures[name]}, of a table that holds nothing but tables without that field. */
            private boolean isElementOfOthers(Expression error) {
                Expression value = error instanceof Expression.Variable name
                        ? script.bindings()
                                .variable(name)
                                .map(script.functions()::given)
                                .filter(given -> given.size() == 1)
                                .map(given -> given.get(0))
                                .orElse(error)
                        : error;
                if (!(value instanceof Expression.Index element)
                        || (value != error && !isReadHereAlone(error))
                        || !isReadHereAlone(element.object())
                        || !script.definitions().isUnchanged(element.object())
                        || !(script.definitions().resolved(element.object()) instanceof Expression.Table all)
                        || all.fields().isEmpty()) {
                    return false;
                }
                return all.fields().stream()
                        .allMatch(field -> field.value() instanceof Expression.Table table
                                && script.definitions()
                                        .table(table)
                                        .filter(content -> !content.mayHave("err"))
                                        .isPresent());
            }

            /** Whether no other code reads a table, which may put something into it or into its elements. */
            private boolean isReadHereAlone(Expression table) {
                return table instanceof Expression.Variable name
                        && script.bindings()
                                .variable(name)
                                .filter(local -> script.bindings().reads(local) == 1)
                                .isPresent();
            }

            /** {@code local failure = other}. */
            private boolean isOtherName(Expression error) {
                Optional<Variable> own = error instanceof Expression.Variable name
                        ? script.bindings().variable(name)
                        : Optional.empty();
                return own.isPresent()
                        && script.definitions().followed(error, other -> own.filter(other::equals)
                                        .isEmpty())
                                instanceof Expression.Variable other
                        && !script.bindings().variable(other).equals(own);
            }

            /** {@code error(strict and { code = 1 } or 'text')} */
            private void sides(Expression.Binary choice) {
                if (choice.operator() == BinaryOperator.OR) {
                    raised(choice.left());
                    raised(choice.right());
                } else if (choice.operator() == BinaryOperator.AND) {
                    raised(choice.right());
                }
            }

            private boolean isDecoded(Expression error) {
                return error instanceof Expression.Variable name
                        && script.definitions().isUnchanged(error)
                        && script.bindings()
                                .variable(name)
                                .filter(objects::contains)
                                .isPresent();
            }

            /** The table that {@code setmetatable} is given; empty if its fields may come from another one. */
            private Expression withoutMetatable(Expression value) {
                return value instanceof Expression.Call call
                                && script.bindings().isGlobal(call.callee(), "setmetatable")
                                && call.arguments().size() == 2
                                && call.arguments().get(0) instanceof Expression.Table table
                                && script.definitions()
                                        .table(call.arguments().get(1))
                                        .filter(metatable -> !metatable.mayHave("__index"))
                                        .isPresent()
                        ? table
                        : value;
            }

            /** The table that is raised, also one that a function writes where it returns it. */
            private Optional<TableContent> table(Expression error) {
                boolean untouched =
                        error instanceof Expression.Call || script.definitions().isUntouched(error);
                return script.functions()
                        .onlyValue(script.definitions().resolved(error))
                        .filter(value ->
                                untouched && (value instanceof Expression.Table || error instanceof Expression.Call))
                        .or(() -> Optional.of(
                                error instanceof Expression.Call || untouched
                                        ? withoutMetatable(script.definitions().resolved(error))
                                                                instanceof Expression.Table own
                                                        && !(script.definitions()
                                                                        .resolved(error)
                                                                instanceof Expression.Table)
                                                ? own
                                                : error
                                        : error))
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
