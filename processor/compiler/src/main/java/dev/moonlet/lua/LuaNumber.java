package dev.moonlet.lua;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Texts that stand for numbers.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.2.1">Lua 5.1: coercion</a>
 */
public final class LuaNumber {

    /** What {@code strtod} takes, but for {@code inf} and {@code nan}. */
    private static final Pattern NUMBER = Pattern.compile(
            "\\s*[-+]?(0x([0-9a-f]++\\.?+[0-9a-f]*+|\\.[0-9a-f]++)(p[-+]?[0-9]++)?|([0-9]++\\.?+[0-9]*+|\\.[0-9]++)(e[-+]?[0-9]++)?)\\s*");

    private LuaNumber() {}

    /** Whether a text certainly becomes no number. */
    public static boolean isNone(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return !NUMBER.matcher(lower).matches() && !lower.contains("inf") && !lower.contains("nan");
    }
}
