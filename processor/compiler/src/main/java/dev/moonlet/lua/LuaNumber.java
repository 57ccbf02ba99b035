package dev.moonlet.lua;

import java.util.Locale;

/**
 * Texts that stand for numbers.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.2.1">Lua 5.1: coercion</a>
 */
public final class LuaNumber {

    private LuaNumber() {}

    /** Whether a text certainly becomes no number. */
    public static boolean isNone(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.chars().noneMatch(Character::isDigit) && !lower.contains("inf") && !lower.contains("nan");
    }
}
