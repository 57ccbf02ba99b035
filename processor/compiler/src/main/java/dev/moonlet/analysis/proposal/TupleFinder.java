package dev.moonlet.analysis.proposal;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.script.LuaType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds the types and names of the parts of a table of values by position, which is a record in Java. */
final class TupleFinder {

    /** Commands that reply an element for each that is asked for. */
    private static final Set<String> REPLYING_ALL = Set.of("HMGET", "MGET", "TIME");

    private static final int MAX_DEPTH = 4;

    private final AnalyzedScript script;
    private final Function<Expression, Optional<ProposedResult>> values;

    /**
     * Finds parts.
     *
     * @param values what a value is
     */
    TupleFinder(AnalyzedScript script, Function<Expression, Optional<ProposedResult>> values) {
        this.script = script;
        this.values = values;
    }

    /**
     * The record of some values; empty if there are none, or if Redis may end the array before a part that is always there, since a value
     * before it is nil.
     */
    Optional<ProposedResult> tuple(List<Expression> elements) {
        List<LuaType> types = new ArrayList<>();
        boolean mayEnd = true; // from this part on, all may be missing
        for (int i = elements.size() - 1; i >= 0; i--) {
            Expression element = elements.get(i);
            if (!mayEnd && canBeNil(element, 0)) {
                return Optional.empty();
            }
            LuaType type = part(element);
            boolean unknown = type == LuaType.Scalar.ANY
                    && mayEnd
                    && script.types().of(element).can(ValueType.FALSY);
            types.add(unknown ? TypeJoin.missing(type) : type);
            mayEnd &= types.get(types.size() - 1) instanceof LuaType.Optional || isFalsy(type);
        }
        Collections.reverse(types);
        List<String> names = elements.stream()
                .map(element -> entry(element).orElseGet(() -> PartNames.of(element)))
                .toList();
        return elements.isEmpty()
                ? Optional.empty()
                : Optional.of(new ProposedResult(new LuaType.Tuple(types), false, names));
    }

    private static boolean isFalsy(LuaType type) {
        return type == LuaType.Scalar.BOOLEAN || type == LuaType.Scalar.NIL;
    }

    /** Whether an element is known to be nil in some run. An entry that is returned is there. */
    private boolean canBeNil(Expression element, int depth) {
        ValueType kinds = script.types().of(element);
        Expression resolved = script.definitions().resolved(element);
        if (resolved instanceof Expression.Nil) {
            return true;
        }
        boolean known = kinds.kinds() != ValueType.ALL;
        boolean never = known && !kinds.can(ValueType.NIL);
        if (never || entry(element).isPresent() || isFieldOfReply(resolved) || isConverted(resolved)) {
            return false;
        }
        List<Expression> possible = script.definitions().possible(element);
        if (possible.size() > 1 && depth < MAX_DEPTH) {
            return possible.stream().anyMatch(value -> canBeNil(value, depth + 1));
        }
        return known;
    }

    /** {@code tonumber(text)} of a text that is there. */
    private boolean isConverted(Expression value) {
        return value instanceof Expression.Call call
                && script.bindings().isGlobal(call.callee(), "tonumber")
                && call.arguments().size() == 1
                && script.types().of(call.arguments().get(0)).isCertainly(ValueType.STRING | ValueType.NUMBER);
    }

    /** {@code redis.call('HMGET', key, 'a', 'b')[2]}: Redis replies as many elements as were asked for. */
    private boolean isFieldOfReply(Expression value) {
        return value instanceof Expression.Index index
                && index.key() instanceof Expression.Numeral
                && REPLYING_ALL.contains(script.types().of(index.object()).command());
    }

    private LuaType part(Expression element) {
        if (entry(element).isPresent()) {
            return LuaType.Scalar.STRING;
        }
        if (script.types().of(element).isCertainly(ValueType.FALSE)) {
            return LuaType.Scalar.NIL;
        }
        return values.apply(element)
                .filter(found -> !(found.type() instanceof LuaType.Tuple))
                .filter(found -> found.type() != LuaType.Scalar.NIL)
                .map(found -> found.optional() ? TypeJoin.missing(found.type()) : found.type())
                .orElse(LuaType.Scalar.ANY);
    }

    /** The key or the argument that is returned as it is: {@code ARGV[1]}. */
    private Optional<String> entry(Expression element) {
        return script.definitions().resolved(element) instanceof Expression.Index index
                        && index.object() instanceof Expression.Variable table
                        && index.key() instanceof Expression.Numeral numeral
                        && (script.bindings().isGlobal(table, "KEYS")
                                || script.bindings().isGlobal(table, "ARGV"))
                ? Optional.of(table.name() + "[" + (int) numeral.value() + "]")
                : Optional.empty();
    }
}
