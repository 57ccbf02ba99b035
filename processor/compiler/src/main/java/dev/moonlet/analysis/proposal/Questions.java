package dev.moonlet.analysis.proposal;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.UnaryOperator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the outcome of a condition shows about the entries of a table: by asking for an entry itself, {@code ARGV[2]} or
 * {@code ARGV[2] ~= nil}, or for how many there are, {@code #ARGV > 1}.
 */
final class Questions {

    private static final Set<BinaryOperator> COMPARISONS = EnumSet.of(
            BinaryOperator.EQUAL,
            BinaryOperator.NOT_EQUAL,
            BinaryOperator.LESS,
            BinaryOperator.LESS_EQUAL,
            BinaryOperator.GREATER,
            BinaryOperator.GREATER_EQUAL);

    private final AnalyzedScript script;
    private final Entries entries;
    private final String table;

    Questions(AnalyzedScript script, Entries entries, String table) {
        this.script = script;
        this.entries = entries;
        this.table = table;
    }

    /** The entries without which a condition can have an outcome because they are missing. */
    Set<Integer> absent(Expression condition, boolean outcome) {
        Expression asked = plain(condition);
        if (asked instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NOT) {
            return absent(unary.operand(), !outcome);
        }
        if (asked instanceof Expression.Binary binary) {
            Optional<Integer> counted = counted(binary, !outcome);
            return switch (binary.operator()) {
                case AND, OR -> union(absent(binary.left(), outcome), absent(binary.right(), outcome));
                case EQUAL, NOT_EQUAL ->
                    isNil(binary.right()) || isNil(binary.left())
                            ? (binary.operator() == BinaryOperator.EQUAL) == outcome ? asked(binary) : Set.of()
                            : counted.map(Set::of).orElse(Set.of());
                default -> counted.map(Set::of).orElse(Set.of());
            };
        }
        return outcome ? Set.of() : entries.asked(condition);
    }

    /** The entries that are there if a condition has an outcome. */
    Set<Integer> present(Expression condition, boolean outcome) {
        Expression asked = plain(condition);
        if (asked instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NOT) {
            return present(unary.operand(), !outcome);
        }
        if (asked instanceof Expression.Binary binary) {
            boolean equal = (binary.operator() == BinaryOperator.EQUAL) == outcome;
            return switch (binary.operator()) {
                case AND, OR ->
                    (binary.operator() == BinaryOperator.AND) == outcome
                            ? union(present(binary.left(), outcome), present(binary.right(), outcome))
                            : Set.of();
                case EQUAL, NOT_EQUAL ->
                    isNil(binary.right()) || isNil(binary.left())
                            ? equal ? Set.of() : compared(binary)
                            : equal && isText(binary)
                                    ? compared(binary)
                                    : counted(binary, outcome).map(Set::of).orElse(Set.of());
                default -> counted(binary, outcome).map(Set::of).orElse(Set.of());
            };
        }
        return outcome ? entries.of(condition) : Set.of();
    }

    /** The entries that make a condition true if they are empty: {@code not x or x == ''}. */
    Set<Integer> refused(Expression condition) {
        Expression asked = plain(condition);
        if (!(asked instanceof Expression.Binary binary)) {
            return Set.of();
        }
        return switch (binary.operator()) {
            case OR -> union(refused(binary.left()), refused(binary.right()));
            case EQUAL -> empty(binary);
            default -> Set.of();
        };
    }

    /** The entries that a comparison compares with the empty string. What was converted to a number never is that. */
    Set<Integer> empty(Expression.Binary comparison) {
        if (comparison.operator() != BinaryOperator.EQUAL && comparison.operator() != BinaryOperator.NOT_EQUAL) {
            return Set.of();
        }
        boolean right = isEmpty(comparison.right());
        Expression value = right ? comparison.left() : comparison.right();
        boolean compares = right || isEmpty(comparison.left());
        return compares && !isNumber(value) ? entries.of(value) : Set.of();
    }

    private static boolean isEmpty(Expression value) {
        return value instanceof Expression.Str text && text.value().isEmpty();
    }

    /** Whether a value was converted to a number, which is nil if it is none. */
    boolean isNumber(Expression value) {
        return script.definitions().resolved(value) instanceof Expression.Call call
                && script.bindings().isGlobal(call.callee(), "tonumber");
    }

    /** The condition without parentheses; that which a local holds. */
    private Expression plain(Expression condition) {
        Expression resolved = script.definitions().resolved(condition);
        boolean known = resolved instanceof Expression.Unary
                || (resolved instanceof Expression.Binary
                        && entries.of(resolved).isEmpty());
        return known || condition instanceof Expression.Parenthesized ? resolved : condition;
    }

    /** The entry with whose number a comparison with {@code #ARGV} has an outcome. */
    private Optional<Integer> counted(Expression.Binary comparison, boolean outcome) {
        boolean mirrored = comparison.left() instanceof Expression.Numeral;
        Expression length = mirrored ? comparison.right() : comparison.left();
        Expression number = mirrored ? comparison.left() : comparison.right();
        if (!COMPARISONS.contains(comparison.operator())
                || !isLength(length)
                || !(number instanceof Expression.Numeral numeral)) {
            return Optional.empty();
        }
        int count = (int) numeral.value();
        boolean more =
                switch (comparison.operator()) {
                    case GREATER, GREATER_EQUAL -> !mirrored;
                    case LESS, LESS_EQUAL -> mirrored;
                    case EQUAL -> count > 0;
                    default -> count == 0;
                };
        if (more != outcome) {
            return Optional.empty();
        }
        int first =
                switch (comparison.operator()) {
                    case GREATER -> mirrored ? count : count + 1;
                    case GREATER_EQUAL -> mirrored ? count + 1 : count;
                    case LESS -> mirrored ? count + 1 : count;
                    case LESS_EQUAL -> mirrored ? count : count + 1;
                    default -> Math.max(1, count);
                };
        return Optional.of(first);
    }

    /** Whether an expression is the length of the table. */
    private boolean isLength(Expression expression) {
        return expression instanceof Expression.Unary unary
                && unary.operator() == UnaryOperator.LENGTH
                && script.bindings().isGlobal(unary.operand(), table);
    }

    /** Whether a comparison is one of the length with a number. */
    boolean isCount(Expression.Binary comparison) {
        return counted(comparison, true).isPresent()
                || counted(comparison, false).isPresent();
    }

    private Set<Integer> compared(Expression.Binary comparison) {
        return union(entries.of(comparison.left()), entries.of(comparison.right()));
    }

    private Set<Integer> asked(Expression.Binary comparison) {
        return union(entries.asked(comparison.left()), entries.asked(comparison.right()));
    }

    private static boolean isText(Expression.Binary comparison) {
        return comparison.left() instanceof Expression.Str || comparison.right() instanceof Expression.Str;
    }

    private static boolean isNil(Expression expression) {
        return expression instanceof Expression.Nil;
    }

    private static Set<Integer> union(Set<Integer> a, Set<Integer> b) {
        Set<Integer> all = new TreeSet<>(a);
        all.addAll(b);
        return all;
    }
}
