package dev.moonlet.internal.protocol;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Finds the numbers in JSON that Lua, whose numbers are doubles, would read as others. */
final class JsonNumbers {

    /** No integer of fewer digits lies beyond 2<sup>53</sup>. */
    private static final int MIN_DIGITS = 16;

    private JsonNumbers() {}

    /** Refuses JSON with an integer beyond 2<sup>53</sup>, or a number larger than any double. */
    static void check(byte[] json) {
        int position = 0;
        while (position < json.length) {
            byte b = json[position];
            if (b == '"') {
                position = behindString(json, position);
            } else if (b == '-' || (b >= '0' && b <= '9')) {
                int end = position + 1;
                while (end < json.length && isPartOfNumber(json[end])) {
                    end++;
                }
                check(json, position, end);
                position = end;
            } else {
                position++;
            }
        }
    }

    private static int behindString(byte[] json, int start) {
        int position = start + 1;
        while (position < json.length && json[position] != '"') {
            position += json[position] == '\\' ? 2 : 1;
        }
        return position + 1;
    }

    private static boolean isPartOfNumber(byte b) {
        return (b >= '0' && b <= '9') || b == '.' || b == 'e' || b == 'E' || b == '+' || b == '-';
    }

    private static void check(byte[] json, int start, int end) {
        boolean integer = true;
        boolean exponent = false;
        for (int i = start; i < end; i++) {
            integer &= json[i] == '-' || (json[i] >= '0' && json[i] <= '9');
            exponent |= json[i] == 'e' || json[i] == 'E';
        }
        if (end - start < MIN_DIGITS && !exponent) {
            return;
        }
        String text = new String(json, start, end - start, StandardCharsets.US_ASCII);
        BigDecimal number = new BigDecimal(text);
        if (integer) {
            LuaText.integer(number.toBigIntegerExact());
        } else {
            LuaText.number(number);
        }
    }
}
