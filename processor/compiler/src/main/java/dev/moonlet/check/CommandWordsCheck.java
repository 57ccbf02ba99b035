package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Node;
import dev.moonlet.redis.CommandTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Words that a server takes, and that do not do what they seem to: a range whose ends are exchanged, an option that becomes a value. */
final class CommandWordsCheck implements Check {

    private static final String RANGE = "empty-range";
    private static final String OPTION = "misplaced-option";

    /** The word that is the second end of a range. */
    private static final int SECOND_END = 3;

    private static final int OPTION_AND_VALUE = 2;

    /** The lowest and the highest end of ranges. */
    private static final Set<String> LOWEST = Set.of("-INF", "-");

    private static final Set<String> HIGHEST = Set.of("+INF", "INF", "+");

    /** Commands of ranges, and whether the highest end comes first. */
    private static final Map<String, Boolean> RANGES = Map.ofEntries(
            Map.entry("XRANGE", false),
            Map.entry("XREVRANGE", true),
            Map.entry("ZCOUNT", false),
            Map.entry("ZLEXCOUNT", false),
            Map.entry("ZRANGEBYLEX", false),
            Map.entry("ZRANGEBYSCORE", false),
            Map.entry("ZREMRANGEBYLEX", false),
            Map.entry("ZREMRANGEBYSCORE", false),
            Map.entry("ZREVRANGEBYLEX", true),
            Map.entry("ZREVRANGEBYSCORE", true));

    /** Commands whose arguments from a place on are values, or names and values in turn, and where these begin. */
    private static final Map<String, Integer> VALUES = Map.ofEntries(
            Map.entry("HMSET", 2),
            Map.entry("HSET", 2),
            Map.entry("LPUSH", 2),
            Map.entry("MSET", 1),
            Map.entry("RPUSH", 2),
            Map.entry("SADD", 2));

    /** Those whose arguments are names and values in turn. */
    private static final Set<String> IN_PAIRS = Set.of("HMSET", "HSET", "XADD");

    private static final Set<String> OF_TIME = Set.of("EX", "EXAT", "PX", "PXAT");
    private static final Set<String> OF_STREAM = Set.of("MAXLEN", "MINID", "NOMKSTREAM");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        for (CommandCall call : script.commands().all()) {
            List<Optional<String>> words = call.literals().stream()
                    .map(word -> word.map(text -> text.toUpperCase(Locale.ROOT)))
                    .toList();
            String command = words.isEmpty() ? "" : words.get(0).orElse("");
            range(script, call, command, words, findings);
            if (VALUES.containsKey(command)) {
                option(script, call, words, VALUES.get(command), OF_TIME, findings);
            } else if (command.equals("XADD")) {
                fields(script, call, words, findings);
            }
        }
    }

    private static void range(
            AnalyzedScript script,
            CommandCall call,
            String command,
            List<Optional<String>> words,
            Consumer<Diagnostic> findings) {
        if (!RANGES.containsKey(command) || words.size() <= SECOND_END) {
            return;
        }
        Set<String> first = RANGES.get(command) ? LOWEST : HIGHEST;
        Set<String> second = RANGES.get(command) ? HIGHEST : LOWEST;
        boolean exchanged = words.get(2).filter(first::contains).isPresent()
                || words.get(SECOND_END).filter(second::contains).isPresent();
        boolean same = words.get(2).isPresent() && words.get(2).equals(words.get(SECOND_END));
        if (exchanged && !same && !call.open()) {
            String order = RANGES.get(command) ? "the higher end" : "the lower end";
            findings.accept(script.warning(
                            RANGE, command + " takes " + order + " first, so this range is empty", place(call, 2))
                    .hint("exchange the two"));
        }
    }

    /** {@code XADD key * field value MAXLEN 1000} */
    private static void fields(
            AnalyzedScript script, CommandCall call, List<Optional<String>> words, Consumer<Diagnostic> findings) {
        for (int i = 2; i < words.size(); i++) {
            if (words.get(i).filter("*"::equals).isPresent()) {
                option(script, call, words, i + 1, OF_STREAM, findings);
                return;
            }
        }
    }

    /** Options behind the values: the server takes them for values, too. */
    private static void option(
            AnalyzedScript script,
            CommandCall call,
            List<Optional<String>> words,
            int from,
            Set<String> options,
            Consumer<Diagnostic> findings) {
        for (int i = from; i < words.size(); i++) {
            boolean last = i >= words.size() - OPTION_AND_VALUE - 1;
            boolean named = IN_PAIRS.contains(words.get(0).orElse("")) && (i - from) % 2 == 0;
            if (last
                    && (named || isTimed(words, i, from))
                    && words.get(i).filter(options::contains).isPresent()
                    && call.words().get(i).literal().equals(words.get(i))) {
                findings.accept(script.warning(
                                OPTION,
                                words.get(0).orElse("") + " has no option "
                                        + words.get(i).orElse("") + " here, and takes it for a value",
                                place(call, i))
                        .hint(options == OF_TIME ? "set the time to live by EXPIRE" : "write it in front of the id"));
                return;
            }
        }
    }

    /** Whether a number follows, and no word before is a command that is written down: {@code RPUSH log SET key value EX 60}. */
    private static boolean isTimed(List<Optional<String>> words, int option, int from) {
        return !IN_PAIRS.contains(words.get(0).orElse(""))
                && option > from
                && option + 1 < words.size()
                && words.get(option + 1)
                        .filter(next -> !next.chars().allMatch(Character::isDigit))
                        .isEmpty()
                && words.subList(from, option).stream()
                        .flatMap(Optional::stream)
                        .noneMatch(CommandTable.get().names()::contains);
    }

    private static Node place(CommandCall call, int word) {
        Node expression = call.words().get(word).expression();
        boolean inside = expression.start() >= call.node().start()
                && expression.end() <= call.node().end();
        return inside ? expression : call.node();
    }
}
