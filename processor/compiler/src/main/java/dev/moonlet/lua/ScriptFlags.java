package dev.moonlet.lua;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The flags that a script for Redis 7 can have.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#script_flags">Lua API: script flags</a>
 */
public final class ScriptFlags {

    /** The flags, in alphabetical order. */
    public static final Set<String> KNOWN = Collections.unmodifiableSet(
            new TreeSet<>(List.of("no-writes", "allow-oom", "allow-stale", "no-cluster", "allow-cross-slot-keys")));

    private static final String FLAGS = "flags=";

    private ScriptFlags() {}

    /** The flags in the first line of a script; none if that is no line of flags. */
    public static List<String> ofShebang(String text) {
        if (!text.startsWith("#!")) {
            return List.of();
        }
        return Arrays.stream(text.lines().findFirst().orElse("").split("[ \t\r]+", -1))
                .filter(word -> word.startsWith(FLAGS))
                .flatMap(word -> Arrays.stream(word.substring(FLAGS.length()).split(",", -1)))
                .filter(flag -> !flag.isEmpty())
                .toList();
    }

    /** The first line of a script with these flags. */
    public static String shebang(List<String> flags) {
        return "#!lua " + FLAGS + String.join(",", flags);
    }
}
