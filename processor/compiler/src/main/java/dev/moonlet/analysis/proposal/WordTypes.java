package dev.moonlet.analysis.proposal;

import dev.moonlet.analysis.CommandCall;
import dev.moonlet.redis.CommandTable;
import dev.moonlet.redis.NumberWords;
import dev.moonlet.script.LuaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which types the words of a command have. */
final class WordTypes {

    /**
     * A word of a command that is a number.
     *
     * @param place the number of the word, from 0 for the name of the command
     * @param type its type
     * @param moment whether it is a time since 1970
     */
    record TypedWord(int place, LuaType.Scalar type, boolean moment) {}

    private static final Set<String> MOMENT_COMMANDS = Set.of("EXPIREAT", "PEXPIREAT", "HEXPIREAT", "HPEXPIREAT");
    private static final Set<String> MOMENT_OPTIONS = Set.of("EXAT", "PXAT");

    /** Words of commands whose grammar allows other words at their place, or whose numbers may have a fraction. */
    private static final Map<String, TypedWord> BY_COMMAND = Map.of(
            "HEXPIREAT", new TypedWord(2, LuaType.Scalar.SECONDS, true),
            "HPEXPIREAT", new TypedWord(2, LuaType.Scalar.MILLISECONDS, true),
            "SETBIT", new TypedWord(2, LuaType.Scalar.INTEGER, false),
            "GETBIT", new TypedWord(2, LuaType.Scalar.INTEGER, false),
            "INCRBYFLOAT", new TypedWord(2, LuaType.Scalar.NUMBER, false),
            "HINCRBYFLOAT", new TypedWord(3, LuaType.Scalar.NUMBER, false),
            "ZINCRBY", new TypedWord(2, LuaType.Scalar.NUMBER, false));

    /** How many whole numbers follow options, by the command and the option. */
    private static final Map<String, Integer> NUMBERS_AFTER = Map.ofEntries(
            Map.entry("ZRANGE LIMIT", 2),
            Map.entry("ZRANGEBYSCORE LIMIT", 2),
            Map.entry("ZRANGEBYLEX LIMIT", 2),
            Map.entry("ZREVRANGEBYSCORE LIMIT", 2),
            Map.entry("ZREVRANGEBYLEX LIMIT", 2),
            Map.entry("XRANGE COUNT", 1),
            Map.entry("XREVRANGE COUNT", 1),
            Map.entry("XADD MAXLEN", 1),
            Map.entry("XTRIM MAXLEN", 1));

    private static final Set<String> ADD_OPTIONS = Set.of("NX", "XX", "GT", "LT", "CH", "INCR");
    private static final int FIRST_WORD = 2;

    private WordTypes() {}

    /** The words of a call that are numbers. */
    static List<TypedWord> of(CommandCall call) {
        List<Optional<String>> words = call.literals();
        List<TypedWord> found = new ArrayList<>();
        NumberWords.of(words)
                .ifPresent(word -> found.add(new TypedWord(
                        word.place(),
                        switch (word.meaning()) {
                            case SECONDS -> LuaType.Scalar.SECONDS;
                            case MILLISECONDS -> LuaType.Scalar.MILLISECONDS;
                            case NUMBER -> LuaType.Scalar.INTEGER;
                        },
                        isMoment(words, word.place()))));
        for (int place : CommandTable.get().integers(words)) {
            found.add(new TypedWord(place, LuaType.Scalar.INTEGER, false));
        }
        Optional.ofNullable(BY_COMMAND.get(upper(words, 0))).ifPresent(found::add);
        addRange(words, found);
        addScores(words, found);
        addOptions(words, found);
        found.removeIf(word -> word.place() >= words.size());
        return found;
    }

    private static boolean isMoment(List<Optional<String>> words, int place) {
        return MOMENT_COMMANDS.contains(upper(words, 0)) || MOMENT_OPTIONS.contains(upper(words, place - 1));
    }

    /** {@code ZRANGE key start stop}: positions, unless an option says something else. */
    private static void addRange(List<Optional<String>> words, List<TypedWord> found) {
        boolean positions = words.stream().skip(FIRST_WORD + 2L).allMatch(word -> word.filter(
                        text -> text.equalsIgnoreCase("WITHSCORES") || text.equalsIgnoreCase("REV"))
                .isPresent());
        if (positions && upper(words, 0).equals("ZRANGE")) {
            found.add(new TypedWord(FIRST_WORD, LuaType.Scalar.INTEGER, false));
            found.add(new TypedWord(FIRST_WORD + 1, LuaType.Scalar.INTEGER, false));
        }
    }

    /** {@code ZADD key NX score member score member} */
    private static void addScores(List<Optional<String>> words, List<TypedWord> found) {
        if (!upper(words, 0).equals("ZADD")) {
            return;
        }
        int first = FIRST_WORD;
        while (ADD_OPTIONS.contains(upper(words, first))) {
            first++;
        }
        for (int place = first; place + 1 < words.size(); place += 2) {
            found.add(new TypedWord(place, LuaType.Scalar.NUMBER, false));
        }
    }

    private static void addOptions(List<Optional<String>> words, List<TypedWord> found) {
        String command = upper(words, 0);
        for (int i = FIRST_WORD; i < words.size(); i++) {
            int count = NUMBERS_AFTER.getOrDefault(command + " " + upper(words, i), 0);
            if (count > 0) {
                int first = Set.of("~", "=").contains(upper(words, i + 1)) ? i + 2 : i + 1;
                for (int place = first; place < first + count; place++) {
                    found.add(new TypedWord(place, LuaType.Scalar.INTEGER, false));
                }
                return;
            }
        }
    }

    private static String upper(List<Optional<String>> words, int place) {
        return place < words.size() ? words.get(place).orElse("").toUpperCase(Locale.ROOT) : "";
    }
}
