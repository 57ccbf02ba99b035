package dev.moonlet.check;

import dev.moonlet.analysis.CommandCall;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Commands whose reply has as many elements as there are. */
final class UnboundedReplies {

    private static final Set<String> WHOLE =
            Set.of("SMEMBERS", "KEYS", "HKEYS", "HVALS", "HGETALL", "SDIFF", "SINTER", "SUNION");
    private static final Set<String> RANGES = Set.of("LRANGE", "ZRANGE", "ZREVRANGE");

    /** Without {@code LIMIT}, they reply all that there is. */
    private static final Set<String> BY_SCORE =
            Set.of("ZRANGEBYLEX", "ZRANGEBYSCORE", "ZREVRANGEBYLEX", "ZREVRANGEBYSCORE");

    /** The word that says where a range ends. */
    private static final int END = 3;

    /** They reply how many there are. */
    private static final Set<String> COUNTS =
            Set.of("DBSIZE", "HLEN", "LLEN", "PFCOUNT", "SCARD", "STRLEN", "XLEN", "ZCARD", "ZCOUNT", "ZLEXCOUNT");

    private UnboundedReplies() {}

    /** Whether a command replies how many there are. */
    static boolean isCount(CommandCall call) {
        return COUNTS.contains(name(call));
    }

    /** The name of the command, in capital letters; empty if it is not certain. */
    static String name(CommandCall call) {
        return call.words().isEmpty()
                ? ""
                : call.words().get(0).literal().orElse("").toUpperCase(Locale.ROOT);
    }

    /** Whether a command replies with all that there is, however much that is. */
    static boolean isUnbounded(CommandCall call) {
        List<Optional<String>> words = call.literals();
        if (words.isEmpty() || call.open()) {
            return false;
        }
        String name = name(call);
        if (BY_SCORE.contains(name)) {
            return words.stream()
                    .noneMatch(word -> word.filter("LIMIT"::equalsIgnoreCase).isPresent());
        }
        return WHOLE.contains(name)
                || (RANGES.contains(name)
                        && words.size() > END
                        && words.get(END).filter("-1"::equals).isPresent()
                        && words.get(END - 1)
                                .filter(start -> start.matches("\\d+"))
                                .isPresent()
                        && words.stream().noneMatch(word -> word.filter("LIMIT"::equalsIgnoreCase)
                                .isPresent()));
    }
}
