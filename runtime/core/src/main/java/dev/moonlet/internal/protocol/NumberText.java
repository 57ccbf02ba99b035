package dev.moonlet.internal.protocol;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Reads numbers as Lua's {@code %.17g} and Redis itself write them. */
final class NumberText {

    /** What {@code %.17g} writes. */
    private static final MathContext DIGITS_OF_LUA = new MathContext(17, RoundingMode.HALF_EVEN);

    private NumberText() {}

    /** A number, infinity and NaN among them, for which Java has other words. */
    static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> {
                if (!text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0)) {
                    throw new NumberFormatException(); // hexadecimal digits, or Java's suffixes and words
                }
                yield Double.parseDouble(text);
            }
        };
    }

    /** A finite number: of the 17 digits of one of Lua, as many as tell it from all others; what has more stays. */
    static BigDecimal decimal(String text) {
        BigDecimal number = new BigDecimal(text);
        double nearest = number.doubleValue();
        if (!Double.isFinite(nearest) || number.precision() > DIGITS_OF_LUA.getPrecision()) {
            return number;
        }
        boolean isOfLua = new BigDecimal(nearest).round(DIGITS_OF_LUA).compareTo(number) == 0;
        return isOfLua ? BigDecimal.valueOf(nearest) : number;
    }

    /** How many digits an integer has, which is not negative. */
    static int digits(long value) {
        int digits = 1;
        for (long rest = value; rest > 9; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** Writes the digits of an integer, which is not negative, so that they end at a position. */
    static void writeDigits(long value, byte[] target, int end) {
        long rest = value;
        int position = end;
        do {
            target[--position] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
    }
}
