package dev.moonlet.lua;

/** Decides what is a numeral as Lua 5.1 does, which asks C's {@code strtod}. */
final class Numerals {

    /** Up to this many decimal digits, a {@code long} and then a {@code double} hold the number exactly. */
    private static final int EXACT_DIGITS = 15;

    private Numerals() {}

    /** The value of a numeral in a text; NaN, which no numeral has as its value, if the text is not a numeral. */
    static double parse(String text, int start, int end) {
        if (end - start <= EXACT_DIGITS) {
            long value = 0;
            int i = start;
            while (i < end && Cursor.isDigit(text.charAt(i))) {
                value = 10 * value + text.charAt(i++) - '0';
            }
            if (i == end) {
                return value;
            }
        }
        String numeral = text.substring(start, end);
        return numeral.startsWith("0x") || numeral.startsWith("0X") ? hexadecimal(numeral) : decimal(numeral);
    }

    private static double decimal(String text) {
        int digits = 0;
        int i = 0;
        boolean dot = false;
        for (; i < text.length() && (Cursor.isDigit(text.charAt(i)) || (!dot && text.charAt(i) == '.')); i++) {
            dot |= text.charAt(i) == '.';
            digits += Cursor.isDigit(text.charAt(i)) ? 1 : 0;
        }
        if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            i = skipExponent(text, i);
        }
        return digits == 0 || i != text.length() ? Double.NaN : Double.parseDouble(text);
    }

    private static double hexadecimal(String text) {
        int i = 2;
        while (i < text.length() && Character.digit(text.charAt(i), 16) >= 0) {
            i++;
        }
        if (i == 2) {
            return Double.NaN;
        }
        boolean exponent = i < text.length() && (text.charAt(i) == 'p' || text.charAt(i) == 'P');
        int end = exponent ? skipExponent(text, i) : i;
        if (end != text.length()) {
            return Double.NaN;
        }
        return Double.parseDouble(exponent ? text : text + "p0");
    }

    /** The index after the exponent whose letter is at an index, or that index if there is none. */
    private static int skipExponent(String text, int letter) {
        int i = letter + 1;
        if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
            i++;
        }
        int firstDigit = i;
        while (i < text.length() && Cursor.isDigit(text.charAt(i))) {
            i++;
        }
        return i == firstDigit ? letter : i;
    }
}
