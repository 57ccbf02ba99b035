package dev.moonlet.check;

import dev.moonlet.analysis.CommandCall;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.UnaryOperator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Commands whose reply has as many elements as there are. */
final class UnboundedReplies {

    private static final Set<String> WHOLE = Set.of(
            "SMEMBERS", "KEYS", "HKEYS", "HVALS", "HGETALL", "SDIFF", "SINTER", "SUNION", "ZDIFF", "ZINTER", "ZUNION");

    private static final Set<String> RANGES = Set.of("LRANGE", "ZRANGE", "ZREVRANGE");

    /** By the command: the word without which it replies all that there is. */
    private static final Map<String, String> LIMITS = Map.ofEntries(
            Map.entry("ZRANGEBYLEX", "LIMIT"),
            Map.entry("ZRANGEBYSCORE", "LIMIT"),
            Map.entry("ZREVRANGEBYLEX", "LIMIT"),
            Map.entry("ZREVRANGEBYSCORE", "LIMIT"),
            Map.entry("SORT", "LIMIT"),
            Map.entry("SORT_RO", "LIMIT"),
            Map.entry("XRANGE", "COUNT"),
            Map.entry("XREVRANGE", "COUNT"),
            Map.entry("XREAD", "COUNT"),
            Map.entry("GEOSEARCH", "COUNT"));

    /** The word that says where a range ends. */
    private static final int END = 3;

    /** They reply how many there are. */
    private static final Set<String> COUNTS =
            Set.of("DBSIZE", "HLEN", "LLEN", "PFCOUNT", "SCARD", "STRLEN", "XLEN", "ZCARD", "ZCOUNT", "ZLEXCOUNT");

    private UnboundedReplies() {}

    /** Whether a command replies how many there are. */
    static boolean isCount(CommandCall call) {
        return COUNTS.contains(call.command());
    }

    /** Whether a command replies with all that there is, however much that is. */
    static boolean isUnbounded(CommandCall call) {
        return isUnbounded(
                call, start -> start.filter(word -> word.matches("\\d+")).isPresent());
    }

    /** The same, where the end of a range is enough to know that: it does not begin at a place before the end. */
    static boolean isUnboundedFromAnyStart(CommandCall call) {
        return isUnbounded(call, start -> start.filter(word -> word.startsWith("-"))
                        .isEmpty())
                && !isNegated(call);
    }

    /** Whether a range begins {@code -count} elements before the end. */
    private static boolean isNegated(CommandCall call) {
        return RANGES.contains(call.command())
                && call.words().get(END - 1).expression() instanceof Expression.Unary start
                && start.operator() == UnaryOperator.NEGATE;
    }

    private static boolean isUnbounded(CommandCall call, Predicate<Optional<String>> isStart) {
        List<Optional<String>> words = call.literals();
        if (words.isEmpty() || call.open()) {
            return false;
        }
        String name = call.command();
        if (LIMITS.containsKey(name)) {
            return !has(words, LIMITS.get(name));
        }
        return WHOLE.contains(name)
                || (RANGES.contains(name)
                        && words.size() > END
                        && words.get(END).filter("-1"::equals).isPresent()
                        && isStart.test(words.get(END - 1))
                        && !has(words, "LIMIT"));
    }

    private static boolean has(List<Optional<String>> words, String option) {
        return words.stream()
                .anyMatch(word -> word.filter(option::equalsIgnoreCase).isPresent());
    }
}
