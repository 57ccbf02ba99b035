package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.analysis.DeclaredTables;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.LuaType;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The units of times: of declared arguments, of replies, and of what is calculated from them. */
final class TimeUnits {

    /** Values of values are looked into no further. */
    private static final int MAX_DEPTH = 10;

    /** Functions that return a number of the same unit. */
    private static final Set<String> SAME_UNIT =
            Set.of("math.ceil", "math.floor", "math.max", "math.min", "tonumber", "tostring");

    private static final int MILLISECONDS = 1000;

    private final AnalyzedScript script;
    private final DeclaredTables tables;

    /** The locals that conditions mention; found when they are needed. */
    private Optional<Set<Variable>> conditional = Optional.empty();

    /** What was found out. */
    private final IdentityHashMap<Expression, Optional<LuaType>> known = new IdentityHashMap<>();

    /** Whether a value was too deep to be looked into. */
    private boolean cut;

    /** The types that parameters are given. */
    private final Map<Variable, Optional<LuaType>> given = new HashMap<>();

    TimeUnits(AnalyzedScript script) {
        this.script = script;
        this.tables = DeclaredTables.of(script);
    }

    /** The unit of a value, or its type where it has none; empty if it is not known. */
    Optional<LuaType> of(Expression value) {
        return of(value, 0);
    }

    private Optional<LuaType> of(Expression value, int depth) {
        if (depth > MAX_DEPTH) {
            cut = true;
            return Optional.empty();
        }
        Optional<LuaType> before = known.get(value);
        if (before == null) {
            boolean outer = cut;
            cut = false;
            before = found(value, depth);
            if (!cut || depth == 0) { // at another depth, more may be found
                known.put(value, before);
            }
            cut |= outer;
        }
        return before;
    }

    private Optional<LuaType> found(Expression value, int depth) {
        Expression found = script.definitions()
                .followed(value, local -> script.declaration(local).isPresent());
        if (found instanceof Expression.Variable variable) {
            return script.declaredType(variable)
                    .map(LuaType::present)
                    .or(() -> script.bindings().variable(variable).flatMap(local -> ofParameter(local, depth)));
        }
        if (found instanceof Expression.Binary operation) {
            return switch (operation.operator()) {
                case OR -> of(operation.left(), depth + 1);
                case ADD, SUBTRACT -> ofSum(operation, depth + 1);
                case MULTIPLY -> converted(operation, LuaType.Scalar.SECONDS, LuaType.Scalar.MILLISECONDS, depth + 1);
                case DIVIDE -> converted(operation, LuaType.Scalar.MILLISECONDS, LuaType.Scalar.SECONDS, depth + 1);
                default -> Optional.empty();
            };
        }
        return found instanceof Expression.Call call
                ? ofCall(call, depth)
                : tables.type(found).map(LuaType::present);
    }

    private Optional<LuaType> ofCall(Expression.Call call, int depth) {
        String command = script.commands().at(call).map(CommandCall::command).orElse("");
        if (command.equals("TTL")) {
            return Optional.of(LuaType.Scalar.SECONDS);
        } else if (command.equals("PTTL")) {
            return Optional.of(LuaType.Scalar.MILLISECONDS);
        }
        boolean same = LibraryCall.of(script, call)
                .filter(library -> SAME_UNIT.contains(library.function().path()))
                .isPresent();
        return same && !call.arguments().isEmpty() ? of(call.arguments().get(0), depth + 1) : Optional.empty();
    }

    /** The unit of a sum: that of the one part that has one, or of both. */
    private Optional<LuaType> ofSum(Expression.Binary sum, int depth) {
        Optional<LuaType> left = of(sum.left(), depth).filter(TimeUnits::isUnit);
        Optional<LuaType> right = of(sum.right(), depth).filter(TimeUnits::isUnit);
        boolean same = left.isEmpty() || right.isEmpty() || left.equals(right);
        return same ? left.or(() -> right) : Optional.empty();
    }

    /** {@code ttl * 1000} and {@code ttl / 1000}. */
    private Optional<LuaType> converted(Expression.Binary operation, LuaType from, LuaType to, int depth) {
        return isThousand(operation.right())
                ? of(operation.left(), depth).filter(from::equals).map(unit -> to)
                : Optional.empty();
    }

    private static boolean isThousand(Expression factor) {
        return factor instanceof Expression.Numeral number && number.value() == MILLISECONDS;
    }

    /** Whether milliseconds are multiplied by 1000, as if they were seconds. */
    boolean isMultiplied(Expression value) {
        return script.definitions().resolved(value) instanceof Expression.Binary product
                && product.operator() == BinaryOperator.MULTIPLY
                && isThousand(product.right())
                && of(product.left())
                        .filter(unit -> unit == LuaType.Scalar.MILLISECONDS)
                        .isPresent();
    }

    static boolean isUnit(LuaType type) {
        return type == LuaType.Scalar.SECONDS || type == LuaType.Scalar.MILLISECONDS;
    }

    /** {@code math.floor(ttl / 1000)}, of milliseconds of which no condition asks. */
    boolean isRoundedDown(Expression value) {
        return script.definitions().resolved(value) instanceof Expression.Call call
                && LibraryCall.of(script, call)
                        .filter(library -> library.function().path().equals("math.floor"))
                        .isPresent()
                && call.arguments().size() == 1
                && script.definitions().resolved(call.arguments().get(0)) instanceof Expression.Binary division
                && division.operator() == BinaryOperator.DIVIDE
                && isThousand(division.right())
                && division.left() instanceof Expression.Variable
                && of(division.left())
                        .filter(unit -> unit == LuaType.Scalar.MILLISECONDS)
                        .isPresent()
                && !MentionedLocals.contain(script, division.left(), conditional());
    }

    private Set<Variable> conditional() {
        Set<Variable> known = conditional.orElseGet(() -> MentionedLocals.inConditions(script));
        conditional = Optional.of(known);
        return known;
    }

    /** The unit that all have which calls give to a parameter. */
    private Optional<LuaType> ofParameter(Variable parameter, int depth) {
        Optional<LuaType> known = given.get(parameter);
        if (known != null) {
            return known;
        }
        given.put(parameter, Optional.empty()); // until it is known
        List<Expression> values = script.functions().given(parameter);
        Set<Optional<LuaType>> units =
                values.stream().map(value -> of(value, depth + 1)).collect(Collectors.toSet());
        Optional<LuaType> unit = units.size() == 1 ? units.iterator().next() : Optional.empty();
        given.put(parameter, unit);
        return unit;
    }
}
