package dev.moonlet.lua;

import org.jspecify.annotations.Nullable;

/** Decides what is a numeral as Lua 5.1 does, which asks C's {@code strtod} and, for hexadecimals, {@code strtoul}. */
final class Numerals {

    private Numerals() {}

    /** The value of a numeral, or {@code null} if the text is none. */
    static @Nullable Double parse(String text) {
        if (text.startsWith("0x") || text.startsWith("0X")) {
            return parseHexadecimal(text);
        }
        int digits = 0;
        int i = 0;
        boolean dot = false;
        for (; i < text.length() && (isDigit(text.charAt(i)) || (!dot && text.charAt(i) == '.')); i++) {
            dot |= text.charAt(i) == '.';
            digits += isDigit(text.charAt(i)) ? 1 : 0;
        }
        if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            i = skipExponent(text, i);
        }
        return digits == 0 || i != text.length() ? null : Double.valueOf(text);
    }

    private static @Nullable Double parseHexadecimal(String text) {
        int i = 2;
        while (i < text.length() && Character.digit(text.charAt(i), 16) >= 0) {
            i++;
        }
        if (i == 2) {
            return null;
        }
        boolean exponent = i < text.length() && (text.charAt(i) == 'p' || text.charAt(i) == 'P');
        int end = exponent ? skipExponent(text, i) : i;
        if (end != text.length()) {
            return null;
        }
        return Double.valueOf(exponent ? text : text + "p0");
    }

    /** The index after the exponent whose letter stands at an index, or that index if there is none. */
    private static int skipExponent(String text, int letter) {
        int i = letter + 1;
        if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
            i++;
        }
        int firstDigit = i;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i == firstDigit ? letter : i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
