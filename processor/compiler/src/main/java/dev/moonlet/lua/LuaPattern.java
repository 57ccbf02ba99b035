package dev.moonlet.lua;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Reads a pattern as the functions of {@code string} do.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#5.4.1">Lua 5.1: patterns</a>
 */
public final class LuaPattern {

    /** Lua has no more captures in one pattern. */
    private static final int MAX_CAPTURES = 32;

    private final String pattern;
    private int at;
    private int captures;

    /** The captures that are open. */
    private final Deque<Integer> open = new ArrayDeque<>();

    private LuaPattern(String pattern) {
        this.pattern = pattern;
        this.at = pattern.startsWith("^") ? 1 : 0;
    }

    /** The fault of a pattern as Lua words it, where it comes to that part; empty if there is none. */
    public static Optional<String> fault(String pattern) {
        return new LuaPattern(pattern).read();
    }

    /** How many captures a pattern has. */
    public static int captures(String pattern) {
        LuaPattern read = new LuaPattern(pattern);
        read.read();
        return read.captures;
    }

    private Optional<String> read() {
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            Optional<String> fault =
                    switch (c) {
                        case '(' -> open();
                        case ')' -> close();
                        case '[' -> set();
                        case '%' -> escape();
                        default -> Optional.empty();
                    };
            if (fault.isPresent()) {
                return fault;
            }
        }
        return open.isEmpty() ? Optional.empty() : Optional.of("unfinished capture");
    }

    private Optional<String> open() {
        captures++;
        if (captures > MAX_CAPTURES) {
            return Optional.of("too many captures");
        }
        if (at < pattern.length() && pattern.charAt(at) == ')') {
            at++; // a position, which is complete
        } else {
            open.push(captures);
        }
        return Optional.empty();
    }

    private Optional<String> close() {
        if (open.isEmpty()) {
            return Optional.of("invalid pattern capture");
        }
        open.pop();
        return Optional.empty();
    }

    private Optional<String> set() {
        if (at < pattern.length() && pattern.charAt(at) == '^') {
            at++;
        }
        int first = at;
        while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
            at += pattern.charAt(at) == '%' ? 2 : 1;
        }
        if (at >= pattern.length()) {
            return Optional.of("malformed pattern (missing ']')");
        }
        at++;
        return Optional.empty();
    }

    private Optional<String> escape() {
        if (at >= pattern.length()) {
            return Optional.of("malformed pattern (ends with '%')");
        }
        char c = pattern.charAt(at++);
        if (c == 'b') {
            if (at + 2 > pattern.length()) {
                return Optional.of("unbalanced pattern");
            }
            at += 2;
        } else if (c == 'f') {
            if (at >= pattern.length() || pattern.charAt(at) != '[') {
                return Optional.of("missing '[' after '%f' in pattern");
            }
        } else if (c >= '1' && c <= '9') {
            int capture = c - '0';
            if (capture > captures || open.contains(capture)) {
                return Optional.of("invalid capture index");
            }
        } else if (c == '0') {
            return Optional.of("invalid capture index");
        }
        return Optional.empty();
    }
}
