package dev.moonlet;

import java.io.Serializable;

/**
 * An error reply to a script, taken apart: {@code ERR user_script:3: attempt to … script: <digest>, on @user_script:3.}
 *
 * @param code the first word
 * @param description what is left without the code and the places
 * @param line the line of the linked text, from 1; 0 if the reply names none
 */
record ErrorReply(String code, String description, int line) implements Serializable {

    private static final String CHUNK = "user_script:";
    private static final String SCRIPT_SUFFIX = " script: ";
    private static final String PLACE_SUFFIX = ", on @user_script:";

    static ErrorReply parse(String reply) {
        int space = reply.indexOf(' ');
        String code = space < 0 ? reply : reply.substring(0, space);
        String rest = space < 0 ? "" : reply.substring(space + 1);
        int suffixLine = 0;
        int place = rest.lastIndexOf(PLACE_SUFFIX);
        int suffix = place < 0 ? -1 : rest.lastIndexOf(SCRIPT_SUFFIX, place);
        if (suffix >= 0) {
            suffixLine = number(rest, place + PLACE_SUFFIX.length());
            rest = rest.substring(0, suffix);
        }
        int prefixLine = 0;
        if (rest.startsWith(CHUNK)) {
            prefixLine = number(rest, CHUNK.length());
            int colon = rest.indexOf(": ", CHUNK.length());
            rest = prefixLine > 0 && colon >= 0 ? rest.substring(colon + 2) : rest;
        }
        return new ErrorReply(code, rest, prefixLine > 0 ? prefixLine : suffixLine);
    }

    /** The decimal number that stands at an index, or 0. */
    private static int number(String text, int start) {
        int value = 0;
        for (int i = start; i < text.length() && i < start + 9; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = 10 * value + digit;
        }
        return value;
    }
}
