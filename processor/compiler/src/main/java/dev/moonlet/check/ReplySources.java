package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.analysis.FieldAccess;
import dev.moonlet.analysis.KeyOrigin;
import dev.moonlet.analysis.KeyOrigins;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where replies come from that a script uses: what it asked for with what it was given, and what its own tables hold. */
final class ReplySources {

    private final AnalyzedScript script;
    private final KeyOrigins origins;

    /** The parameters of functions that are written as arguments, as of {@code table.sort}: elements of a list are given to them. */
    private final Set<Variable> elements = new HashSet<>();

    ReplySources(AnalyzedScript script) {
        this.script = script;
        this.origins = KeyOrigins.of(script);
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                node.arguments().stream()
                        .filter(Expression.Function.class::isInstance)
                        .flatMap(argument -> ((Expression.Function) argument).body().parameters().stream())
                        .flatMap(parameter -> script.bindings().variable(parameter).stream())
                        .forEach(elements::add);
            }
        }.walk(script.chunk().block());
    }

    /** The table of the script, of which a value is an element or a field. */
    Optional<Expression> table(Expression operand) {
        Expression value = script.definitions().resolved(operand);
        Optional<Expression> list = FieldAccess.of(value).map(FieldAccess::table);
        if (list.isEmpty()) {
            list = value instanceof Expression.Index element
                    ? Optional.of(element.object())
                    : script.definitions().list(value);
        }
        return list.filter(table -> script.definitions().resolved(table) instanceof Expression.Table);
    }

    /** Whether a value that the script puts into a table may be false there, for what is not known to be there. */
    boolean mayHoldFalse(Expression table) {
        return script.definitions().table(table).stream()
                .flatMap(content -> Stream.of(
                                content.positional().stream(),
                                content.appended().stream(),
                                content.named().values().stream().flatMap(List::stream))
                        .flatMap(values -> values))
                .anyMatch(value -> script.types().of(value).isReply()
                        && script.types().of(value).can(ValueType.FALSE)
                        && !isOfReplyOrFunction(value)
                        && !script.knownKeys().areThereFor(value));
    }

    /**
     * Whether it is asked for with what another command replied: what one list names is usually there in the other. A
     * function may have been given what is there.
     */
    boolean isOfReplyOrFunction(Expression operand) {
        Optional<Expression.Call> record = script.functions().callOf(operand);
        if (record.isPresent()) {
            return record.get().arguments().stream()
                            .anyMatch(given -> isOfReply(given)
                                    || (script.definitions().resolved(given) instanceof Expression.Variable name
                                            && script.bindings().variable(name).isPresent()
                                            && script.declaredType(name).isEmpty()))
                    || !isOfParameter(script.functions().followed(operand));
        }
        if (isFieldOfResult(operand)) {
            return true;
        }
        Expression value = script.definitions().followed(operand);
        if (value instanceof Expression.Call call
                && script.bindings().isGlobal(call.callee(), "tonumber")
                && !call.arguments().isEmpty()) {
            value = script.definitions().resolved(call.arguments().get(0));
        }
        value = list(value).orElse(value);
        Optional<CommandCall> command = script.commands().at(value);
        if (command.isEmpty() && value instanceof Expression.Call function) {
            return script.functions().at(function.callee()).isPresent()
                    && (script.functions()
                                    .onlyValue(function)
                                    .filter(this::isOfParameter)
                                    .isEmpty()
                            || function.arguments().stream().anyMatch(this::isOfReply));
        }
        return command.filter(this::isOfList).isPresent()
                || command.stream()
                        .flatMap(call -> call.words().stream().skip(1))
                        .anyMatch(word -> isOfReply(word.expression()) || isElement(word.expression()));
    }

    /** {@code HMGET} of the fields in a list that the script made, or that a command replied; of input, nothing is known. */
    private boolean isOfList(CommandCall call) {
        return call.open()
                && call.node() instanceof Expression.Call node
                && !node.arguments().isEmpty()
                && node.arguments().get(node.arguments().size() - 1) instanceof Expression.Call unpack
                && !unpack.arguments().isEmpty()
                && !(unpack.arguments().get(0) instanceof Expression.Variable list
                        && (script.declaration(list).isPresent()
                                || script.bindings().isGlobal(list, "ARGV")
                                || script.bindings().isGlobal(list, "KEYS")));
    }

    /** Whether it is a field of what a function returned that does more than to read it. */
    private boolean isFieldOfResult(Expression operand) {
        return FieldAccess.of(script.definitions().followed(operand))
                .map(access -> script.definitions().resolved(access.table()))
                .filter(Expression.Call.class::isInstance)
                .flatMap(call -> script.functions().at(((Expression.Call) call).callee()))
                .map(function -> function.block().statements())
                .filter(statements -> !statements.isEmpty()
                        && statements.get(statements.size() - 1) instanceof Statement.Return result
                        && result.values().size() == 1
                        && result.values().get(0) instanceof Expression.Table)
                .isPresent();
    }

    /** Whether a function asks for what it is given, or for a key that is written there; others may be known to it. */
    private boolean isOfParameter(Expression value) {
        Expression reply = script.definitions().resolved(value);
        while (reply instanceof Expression.Call call
                && script.bindings().isGlobal(call.callee(), "tonumber")
                && !call.arguments().isEmpty()) {
            reply = script.definitions().resolved(call.arguments().get(0));
        }
        if (reply instanceof Expression.Index element) {
            reply = script.definitions().resolved(element.object());
        }
        return script.commands()
                .at(reply)
                .filter(call -> call.words().size() > 1)
                .map(call -> call.words().get(1).expression())
                .filter(key -> !(script.definitions().resolved(key) instanceof Expression.Binary))
                .isPresent();
    }

    /** Whether a value is the reply of a command whose key another command replied: what one names is usually there. */
    boolean isKeyedByReply(Expression value) {
        return script.commands()
                .at(script.definitions().resolved(value))
                .filter(call -> call.words().size() > 1)
                .filter(call -> isOfReply(call.words().get(1).expression())
                        || isJoinedWithReply(call.words().get(1).expression()))
                .isPresent();
    }

    /** {@code prefix .. id}, of an id that a command replied. */
    private boolean isJoinedWithReply(Expression key) {
        return script.definitions().resolved(key) instanceof Expression.Binary joined && isOfReply(joined.right());
    }

    private boolean isOfReply(Expression key) {
        return origins.of(key).source() == KeyOrigin.Source.REPLY;
    }

    /** The list whose element a value is. */
    Optional<Expression> list(Expression value) {
        return (value instanceof Expression.Index element
                        ? Optional.of(element.object())
                        : script.definitions().list(value))
                .map(script.definitions()::resolved);
    }

    private boolean isElement(Expression word) {
        return word instanceof Expression.Variable name
                && script.bindings().variable(name).filter(elements::contains).isPresent();
    }
}
