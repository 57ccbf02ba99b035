package dev.moonlet.lua;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What Lua takes for a name.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.1">Lua 5.1 Reference Manual, §2.1</a>
 */
public final class Identifiers {

    private static final Set<String> KEYWORDS = Arrays.stream(TokenKind.values())
            .filter(TokenKind::isKeyword)
            .map(TokenKind::text)
            .collect(Collectors.toUnmodifiableSet());

    private Identifiers() {}

    /** Whether a word is reserved. */
    public static boolean isKeyword(String word) {
        return KEYWORDS.contains(word);
    }

    /** Whether a character can be part of a name: an ASCII letter or digit, or an underscore. */
    public static boolean isNameCharacter(char c) {
        return Cursor.isNameCharacter(c);
    }

    /** Whether a text is a name. */
    public static boolean isName(String text) {
        return !text.isEmpty()
                && !Cursor.isDigit(text.charAt(0))
                && text.chars().allMatch(c -> isNameCharacter((char) c))
                && !isKeyword(text);
    }
}
