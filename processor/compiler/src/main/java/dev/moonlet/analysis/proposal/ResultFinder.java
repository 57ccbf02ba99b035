package dev.moonlet.analysis.proposal;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.Fractions;
import dev.moonlet.analysis.ResultValue;
import dev.moonlet.analysis.ResultValues;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.redis.Commands;
import dev.moonlet.redis.ReplyType;
import dev.moonlet.script.LuaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds what a script returns, from all that its {@code return} statements give. */
final class ResultFinder {

    private static final int MAX_PARTS = 20;

    /** How many functions are followed that call one another. */
    private static final int MAX_CALLS = 4;

    private final AnalyzedScript script;

    /** What functions give, by where they begin. */
    private final Map<Integer, Optional<ProposedResult>> functions = new HashMap<>();

    private ResultFinder(AnalyzedScript script) {
        this.script = script;
    }

    /** The result; empty if the script does not show it, or if it is different things. */
    static Optional<ProposedResult> result(AnalyzedScript script) {
        return new ResultFinder(script).result();
    }

    private Optional<ProposedResult> result() {
        List<Expression> values = script.results().values().stream()
                .filter(value -> value.what().equals(ResultValues.RESULT) && value.whole() && !value.isOneOfSeveral())
                .map(ResultValue::value)
                .toList();
        if (values.isEmpty() && !ReturnFinder.values(script.results().body()).isEmpty()) {
            return Optional.empty(); // errors and statuses alone
        }
        boolean ends =
                !script.results().empty().isEmpty() || canEnd(script.results().body());
        return joined(values, ends, 0);
    }

    /**
     * What several values are.
     *
     * @param optional whether there may be nothing, too
     * @param calls how many functions are around them that are called
     */
    private Optional<ProposedResult> joined(List<Expression> values, boolean optional, int calls) {
        ProposedResult all = new ProposedResult(LuaType.Scalar.NIL, false, List.of());
        boolean nothing = optional;
        for (Expression value : values) {
            if (script.types().of(value).isOnly(ValueType.NIL)) {
                nothing = true;
                continue;
            }
            Optional<ProposedResult> one = of(value, calls);
            Optional<ProposedResult> joined =
                    all.type() == LuaType.Scalar.NIL ? one : one.isEmpty() ? one : join(all, one.get());
            if (joined.isEmpty()) {
                return joined;
            }
            all = joined.get();
        }
        boolean mayBeNothing =
                (all.optional() || nothing) && all.type() != LuaType.Scalar.BOOLEAN && all.type() != LuaType.Scalar.NIL;
        return Optional.of(new ProposedResult(all.type(), mayBeNothing, all.parts()));
    }

    /** Whether a block can end without a {@code return}. */
    private boolean canEnd(Block body) {
        List<Statement> statements = body.statements();
        return statements.isEmpty() || !script.exits().leaves(statements.get(statements.size() - 1));
    }

    private Optional<ProposedResult> of(Expression value, int calls) {
        ValueType kinds = script.types().of(value);
        Optional<FunctionBody> function = function(script.definitions().resolved(value));
        if (function.isPresent()) {
            return calls < MAX_CALLS ? ofFunction(function.get(), calls + 1) : Optional.empty();
        }
        if (kinds.kinds() == ValueType.ALL) {
            return Optional.empty();
        }
        if (kinds.can(ValueType.OTHER | ValueType.FUNCTION)) {
            return Optional.empty();
        }
        boolean optional = kinds.can(ValueType.FALSY);
        if (kinds.can(ValueType.TABLE)) {
            return kinds.isOnly(ValueType.TABLE | ValueType.FALSY)
                    ? table(value, kinds).map(found -> new ProposedResult(found.type(), optional, found.parts()))
                    : Optional.empty();
        }
        return scalar(value, kinds).map(type -> new ProposedResult(type, optional, List.of()));
    }

    /** What a function gives; empty while it is looked at, if it calls itself. */
    private Optional<ProposedResult> ofFunction(FunctionBody body, int calls) {
        Optional<ProposedResult> known = functions.get(body.start());
        if (known == null) {
            functions.put(body.start(), Optional.empty());
            known = joined(
                    ReturnFinder.values(body.block()),
                    canEnd(body.block()) || ReturnFinder.returnsNothing(body.block()),
                    calls);
            functions.put(body.start(), known);
        }
        return known;
    }

    /** The function of the script that an expression calls, other than one that only calls a command. */
    private Optional<FunctionBody> function(Expression value) {
        return value instanceof Expression.Call call
                        && script.commands().at(call).isEmpty()
                ? script.functions().at(call.callee())
                : Optional.empty();
    }

    private Optional<LuaType> scalar(Expression value, ValueType kinds) {
        return switch (kinds.kinds() & ~ValueType.FALSY) {
            case ValueType.NUMBER ->
                Optional.of(Fractions.canHaveFraction(script, value) ? LuaType.Scalar.NUMBER : LuaType.Scalar.INTEGER);
            case ValueType.STRING -> Optional.of(LuaType.Scalar.STRING);
            case ValueType.STATUS -> Optional.of(LuaType.Scalar.STATUS);
            case ValueType.TRUE -> Optional.of(LuaType.Scalar.BOOLEAN);
            case 0 -> kinds.can(ValueType.FALSE) ? Optional.of(LuaType.Scalar.BOOLEAN) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<ProposedResult> table(Expression value, ValueType kinds) {
        if (kinds.isReply()) {
            return reply(kinds.command()).map(type -> new ProposedResult(type, false, List.of()));
        }
        return script.definitions()
                .table(value)
                .filter(table -> table.named().isEmpty() && !table.openNames() && !table.openPositions())
                .filter(table -> !table.changed() && table.positional().size() <= MAX_PARTS)
                .flatMap(table -> tuple(table.positional()))
                .or(() -> ListElements.of(script, value)
                        .map(type -> new ProposedResult(new LuaType.Array(type), false, List.of())));
    }

    private static Optional<LuaType> reply(String command) {
        if (command.equals("HGETALL")) {
            return Optional.of(new LuaType.Pairs(LuaType.Scalar.STRING, LuaType.Scalar.STRING));
        }
        return Commands.elementType(command).flatMap(element -> element(element).map(LuaType.Array::new));
    }

    private static Optional<LuaType> element(ReplyType type) {
        return switch (type) {
            case STRING -> Optional.of(LuaType.Scalar.STRING);
            case NUMBER -> Optional.of(LuaType.Scalar.INTEGER);
            default -> Optional.empty();
        };
    }

    /** A table of values by position: a record in Java. */
    private Optional<ProposedResult> tuple(List<Expression> elements) {
        if (elements.isEmpty()) {
            return Optional.empty();
        }
        List<LuaType> types = new ArrayList<>();
        for (Expression element : elements) {
            if (entry(element).isPresent()) {
                types.add(LuaType.Scalar.STRING);
                continue;
            }
            ValueType kinds = script.types().of(element);
            Optional<LuaType> type = kinds.kinds() == ValueType.ALL || kinds.can(ValueType.TABLE)
                    ? Optional.empty()
                    : scalar(element, kinds);
            boolean optional = kinds.can(ValueType.FALSY);
            types.add(
                    type.map(found -> optional && found != LuaType.Scalar.BOOLEAN ? new LuaType.Optional(found) : found)
                            .orElse(LuaType.Scalar.ANY));
        }
        List<String> names = elements.stream()
                .map(element -> entry(element).orElseGet(() -> PartNames.of(element)))
                .toList();
        return Optional.of(new ProposedResult(new LuaType.Tuple(types), false, names));
    }

    /** The key or the argument that is returned as it is: {@code ARGV[1]}. */
    private Optional<String> entry(Expression element) {
        return element instanceof Expression.Index index
                        && index.object() instanceof Expression.Variable table
                        && index.key() instanceof Expression.Numeral numeral
                        && (script.bindings().isGlobal(table, "KEYS")
                                || script.bindings().isGlobal(table, "ARGV"))
                ? Optional.of(table.name() + "[" + (int) numeral.value() + "]")
                : Optional.empty();
    }

    /** What two values of a result are, if they are the same but for parts that may be nothing. */
    private static Optional<ProposedResult> join(ProposedResult a, ProposedResult b) {
        boolean optional = a.optional() || b.optional();
        if (a.type() instanceof LuaType.Tuple first
                && b.type() instanceof LuaType.Tuple second
                && first.elements().size() == second.elements().size()) {
            List<LuaType> types = new ArrayList<>();
            for (int i = 0; i < first.elements().size(); i++) {
                types.add(joined(first.elements().get(i), second.elements().get(i)));
            }
            List<String> names = IntStream.range(0, types.size())
                    .mapToObj(i -> a.parts().get(i).isEmpty()
                            ? b.parts().get(i)
                            : a.parts().get(i))
                    .toList();
            return Optional.of(new ProposedResult(new LuaType.Tuple(types), optional, names));
        }
        LuaType joined = joined(a.type(), b.type());
        return joined == LuaType.Scalar.ANY
                ? Optional.empty()
                : Optional.of(new ProposedResult(joined, optional, a.parts()));
    }

    private static LuaType joined(LuaType a, LuaType b) {
        boolean optional = a instanceof LuaType.Optional || b instanceof LuaType.Optional;
        LuaType first = a.present();
        LuaType second = b.present();
        LuaType joined = first.equals(second)
                ? first
                : isNumber(first) && isNumber(second) ? LuaType.Scalar.NUMBER : LuaType.Scalar.ANY;
        return optional && joined != LuaType.Scalar.ANY ? new LuaType.Optional(joined) : joined;
    }

    private static boolean isNumber(LuaType type) {
        return type == LuaType.Scalar.INTEGER || type == LuaType.Scalar.NUMBER;
    }
}
