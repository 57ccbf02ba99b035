package dev.moonlet.lua;

import dev.moonlet.source.Span;
import java.nio.charset.StandardCharsets;

/**
 * Reads strings and numbers. What is wrong with one is reported and read over, so that it hides nothing behind it.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.1">Lua 5.1 Reference Manual, §2.1</a>
 */
final class LiteralReader {

    private final Cursor cursor;
    private final SyntaxErrorLog errors;
    private final NameTable names;
    private final StringBuilder string = new StringBuilder();
    private String value = "";
    private double number;

    LiteralReader(Cursor cursor, NameTable names, SyntaxErrorLog errors) {
        this.cursor = cursor;
        this.names = names;
        this.errors = errors;
    }

    /** The value of the last string, a character a byte. */
    String string() {
        return value;
    }

    /** The value of the last number. */
    double number() {
        return number;
    }

    /**
     * Takes what Lua takes for a numeral, and then asks whether it is one, as Lua does. A NUL character passes for an
     * exponent or a sign, as one that ends Lua's lists of them, and then ends what is read as a number.
     */
    void readNumber() {
        int begin = cursor.next;
        while (Cursor.isDigit(cursor.current()) || cursor.current() == '.') {
            cursor.next++;
        }
        int end = 0;
        if (cursor.current() == 'e' || cursor.current() == 'E' || cursor.current() == '\0') {
            end = cursor.current() == '\0' ? cursor.next : end;
            cursor.next++;
            if (cursor.current() == '+' || cursor.current() == '-' || cursor.current() == '\0') {
                end = cursor.current() == '\0' && end == 0 ? cursor.next : end;
                cursor.next++;
            }
        }
        while (Cursor.isNameCharacter(cursor.current())) {
            cursor.next++;
        }
        number = Numerals.parse(cursor.text, begin, end == 0 ? cursor.next : end);
        if (Double.isNaN(number)) {
            Span span = new Span(begin, cursor.next);
            errors.add(SyntaxErrors.malformedNumber(cursor.file, span), span.start(), cursor.line);
        }
    }

    void readString(char quote) {
        if (!readPlainString(quote)) {
            readAnyString(quote);
            value = string.toString();
        }
    }

    /** Reads a string without escapes, whose value is its source text; most are such, and most occur more than once. */
    private boolean readPlainString(char quote) {
        int begin = cursor.next + 1;
        int hash = 0;
        int i = begin;
        char c = cursor.charAt(i);
        while (c != quote && c >= ' ' && c < 0x7f && c != '\\') {
            hash = 31 * hash + c;
            c = cursor.charAt(++i);
        }
        if (c != quote) {
            return false;
        }
        value = names.name(names.find(cursor.text, begin, i, hash));
        cursor.next = i + 1;
        return true;
    }

    private void readAnyString(char quote) {
        int begin = cursor.next++;
        string.setLength(0);
        while (true) {
            char c = cursor.current();
            if (c == quote) {
                cursor.next++;
                return;
            }
            if (Cursor.isLineEnd(c) || cursor.atEnd()) {
                Span span = new Span(begin, cursor.next);
                errors.add(SyntaxErrors.unfinishedString(cursor.file, span, quote), begin, cursor.line);
                return;
            }
            if (c == '\\') {
                cursor.next++;
                readEscape();
            } else {
                append(c);
            }
        }
    }

    private void append(char c) {
        if (c < 0x80) {
            string.append(c);
            cursor.next++;
            return;
        }
        int codePoint = cursor.text.codePointAt(cursor.next);
        cursor.next += Character.charCount(codePoint);
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            string.append((char) (b & 0xff));
        }
    }

    private void readEscape() {
        char c = cursor.current();
        if (Cursor.isDigit(c)) {
            readDecimalEscape();
        } else if (Cursor.isLineEnd(c)) {
            string.append('\n');
            cursor.skipLineEnd();
        } else if (!cursor.atEnd()) {
            char escaped = escaped(c);
            if (escaped == c) {
                append(c);
            } else {
                string.append(escaped);
                cursor.next++;
            }
        }
    }

    /** The character that an escape means: the letter itself, where Lua gives it no meaning. */
    private static char escaped(char c) {
        return switch (c) {
            case 'a' -> '\u0007';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000b';
            default -> c;
        };
    }

    private void readDecimalEscape() {
        int begin = cursor.next - 1;
        int value = 0;
        for (int i = 0; i < 3 && Cursor.isDigit(cursor.current()); i++) {
            value = 10 * value + cursor.text.charAt(cursor.next++) - '0';
        }
        if (value > 255) {
            errors.add(SyntaxErrors.escapeTooLarge(cursor.file, new Span(begin, cursor.next)), begin, cursor.line);
        }
        string.append((char) (value & 0xff));
    }

    /** Reads a string between long brackets, whose first line end, if it comes at once, is not part of it. */
    void readLongString(int level) {
        int begin = cursor.next;
        string.setLength(0);
        boolean closed = cursor.skipLongBracket(level, errors);
        if (!closed) {
            errors.add(SyntaxErrors.unfinishedLongString(cursor.file, begin, level), begin, cursor.line);
            errors.close();
        }
        int end = closed ? cursor.next - level - 2 : cursor.next;
        int next = cursor.next;
        int line = cursor.line;
        cursor.next = begin + level + 2;
        if (cursor.next < end && Cursor.isLineEnd(cursor.current())) {
            cursor.skipLineEnd();
        }
        while (cursor.next < end) {
            if (Cursor.isLineEnd(cursor.current())) {
                string.append('\n');
                cursor.skipLineEnd();
            } else {
                append(cursor.current());
            }
        }
        cursor.next = next;
        cursor.line = line;
        value = string.toString();
    }
}
