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
import dev.moonlet.script.LuaType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what a script returns, from all that its {@code return} statements give. */
final class ResultFinder {

    private static final int MAX_PARTS = 20;

    /** How many functions and values of locals are followed that lead to one another. */
    private static final int MAX_DEPTH = 4;

    private static final ProposedResult NOTHING = new ProposedResult(LuaType.Scalar.NIL, false, List.of());

    private final AnalyzedScript script;
    private final Failures failures;
    private final ReplyShapes replies;

    /** What functions give, by where they begin. */
    private final Map<Integer, Optional<ProposedResult>> functions = new HashMap<>();

    private ResultFinder(AnalyzedScript script) {
        this.script = script;
        this.failures = new Failures(script);
        this.replies = new ReplyShapes(script);
    }

    /** The result; empty if the script does not show it, or if it is different things. */
    static Optional<ProposedResult> result(AnalyzedScript script) {
        return new ResultFinder(script).result();
    }

    private Optional<ProposedResult> result() {
        List<Expression> returned = ReturnFinder.values(script.results().body());
        List<Expression> values = Stream.concat(
                        script.results().values().stream()
                                .filter(value -> value.what().equals(ResultValues.RESULT)
                                        && value.whole()
                                        && !value.isOneOfSeveral())
                                .map(ResultValue::value),
                        returned.stream().filter(failures::isStatus))
                .toList();
        if (values.isEmpty() && !returned.stream().allMatch(failures::isError)) {
            return Optional.empty();
        }
        boolean ends =
                !script.results().empty().isEmpty() || canEnd(script.results().body());
        return joined(values, ends, 0).map(ResultFinder::complete);
    }

    /** Parts that are nothing but false are booleans. */
    private static ProposedResult complete(ProposedResult result) {
        if (!(result.type() instanceof LuaType.Tuple tuple)) {
            return result;
        }
        List<LuaType> types = tuple.elements().stream()
                .map(type -> type == LuaType.Scalar.NIL ? LuaType.Scalar.BOOLEAN : type)
                .toList();
        return new ProposedResult(new LuaType.Tuple(types), result.optional(), result.parts());
    }

    /**
     * What several values are.
     *
     * @param optional whether there may be nothing, too
     * @param depth how many functions and locals lead there
     */
    private Optional<ProposedResult> joined(List<Expression> values, boolean optional, int depth) {
        ProposedResult all = NOTHING;
        boolean nothing = optional;
        boolean empty = false;
        for (Expression value : values) {
            if (failures.isError(value)) {
                continue;
            }
            if (isNil(value)) {
                nothing = true;
                continue;
            }
            if (isEmptyTable(value)) {
                empty = true;
                continue;
            }
            Optional<ProposedResult> one = of(value, depth);
            ProposedResult before = all;
            Optional<ProposedResult> joined =
                    all.type() == LuaType.Scalar.NIL ? one : one.flatMap(found -> TypeJoin.join(before, found));
            if (joined.isEmpty()) {
                return joined;
            }
            all = joined.get();
        }
        if (empty && !(all.type() instanceof LuaType.Array) && !(all.type() instanceof LuaType.Pairs)) {
            return Optional.empty();
        }
        boolean mayBeNothing =
                (all.optional() || nothing) && all.type() != LuaType.Scalar.BOOLEAN && all.type() != LuaType.Scalar.NIL;
        return Optional.of(new ProposedResult(all.type(), mayBeNothing, all.parts()));
    }

    private boolean isNil(Expression value) {
        return value instanceof Expression.Nil || script.types().of(value).isOnly(ValueType.NIL);
    }

    /** A list without elements, as it is written. */
    private static boolean isEmptyTable(Expression value) {
        return value instanceof Expression.Table table && table.fields().isEmpty();
    }

    /** Whether a block can end without a {@code return}. */
    private boolean canEnd(Block body) {
        List<Statement> statements = body.statements();
        return statements.isEmpty() || !script.exits().leaves(statements.get(statements.size() - 1));
    }

    private Optional<ProposedResult> of(Expression value, int depth) {
        ValueType kinds = script.types().of(value);
        Optional<FunctionBody> function = function(script.definitions().resolved(value));
        if (function.isPresent()) {
            Optional<ProposedResult> given =
                    depth < MAX_DEPTH ? ofFunction(function.get(), depth + 1) : Optional.empty();
            return given.map(found -> new ProposedResult(
                            found.type(), found.optional() && kinds.can(ValueType.FALSY), found.parts()))
                    .or(() -> kinds.can(ValueType.TABLE) ? Optional.empty() : byKind(value, kinds, depth));
        }
        Optional<LuaType> known = failures.isStatus(value) ? Optional.of(LuaType.Scalar.STATUS) : replies.single(value);
        if (known.isPresent()) {
            boolean optional = known.get() instanceof LuaType.Optional;
            return Optional.of(new ProposedResult(known.get().present(), optional, List.of()));
        }
        return byKind(value, kinds, depth).or(() -> {
            List<Expression> possible = script.definitions().possible(value);
            return possible.size() > 1 && depth < MAX_DEPTH ? joined(possible, false, depth + 1) : Optional.empty();
        });
    }

    private Optional<ProposedResult> byKind(Expression value, ValueType kinds, int depth) {
        if (kinds.kinds() == ValueType.ALL || kinds.can(ValueType.OTHER | ValueType.FUNCTION)) {
            return Optional.empty();
        }
        boolean optional = kinds.can(ValueType.FALSY);
        if (kinds.can(ValueType.TABLE)) {
            return kinds.isOnly(ValueType.TABLE | ValueType.FALSY)
                    ? table(value, kinds, depth).map(found -> new ProposedResult(found.type(), optional, found.parts()))
                    : Optional.empty();
        }
        return scalar(value, kinds).map(type -> new ProposedResult(type, optional, List.of()));
    }

    /** What a function gives; empty while it is looked at, if it calls itself. */
    private Optional<ProposedResult> ofFunction(FunctionBody body, int depth) {
        Optional<ProposedResult> known = functions.get(body.start());
        if (known == null) {
            functions.put(body.start(), Optional.empty());
            known = joined(
                    ReturnFinder.values(body.block()),
                    canEnd(body.block()) || ReturnFinder.returnsNothing(body.block()),
                    depth);
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

    private Optional<ProposedResult> table(Expression value, ValueType kinds, int depth) {
        if (kinds.isReply()) {
            return replies.list(kinds).map(type -> new ProposedResult(type, false, List.of()));
        }
        TupleFinder tuples = new TupleFinder(script, element -> of(element, depth));
        return script.definitions()
                .table(value)
                .filter(table -> table.named().isEmpty() && !table.openNames() && !table.openPositions())
                .filter(table -> !table.changed() && table.positional().size() <= MAX_PARTS)
                .flatMap(table -> tuples.tuple(table.positional()))
                .or(() -> ListElements.of(script, value)
                        .flatMap(elements -> list(elements, depth))
                        .map(type -> new ProposedResult(new LuaType.Array(type), false, List.of())));
    }

    /** What the elements of a list are that the script fills; false may be among them, and nil never is. */
    private Optional<LuaType> list(List<Expression> elements, int depth) {
        return depth > MAX_DEPTH || elements.isEmpty()
                ? Optional.empty()
                : joined(elements, false, depth + 1)
                        .filter(element -> !(element.type() instanceof LuaType.Tuple))
                        .filter(element -> element.type() != LuaType.Scalar.NIL)
                        .map(element -> element.optional() ? TypeJoin.missing(element.type()) : element.type());
    }
}
