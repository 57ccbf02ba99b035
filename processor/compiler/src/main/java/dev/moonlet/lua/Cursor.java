package dev.moonlet.lua;

import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;

/** Where the lexer is in a file, and the line it has come to. */
final class Cursor {

    /** Stands for the end of the file; a file may hold it too, so its end is where {@link #atEnd} says. */
    private static final char END = '\uffff';

    private static final int MAX_INDENTATION = 200;

    final SourceFile file;
    final String text;
    final int length;
    int next;

    /** The line of {@link #next}, from 1, as Lua counts: LF, CR, and the two together in either order end one. */
    int line = 1;

    private int lineStart;

    Cursor(SourceFile file) {
        this.file = file;
        this.text = file.text();
        this.length = text.length();
    }

    boolean atEnd() {
        return next >= length;
    }

    /** The next character, or one that begins no token at the end of the file. */
    char current() {
        return charAt(next);
    }

    char charAt(int index) {
        return index < length ? text.charAt(index) : END;
    }

    /** Passes over a line end, of which the first character is next. */
    void skipLineEnd() {
        char first = text.charAt(next++);
        char second = charAt(next);
        if (isLineEnd(second) && second != first) {
            next++;
        }
        line++;
        lineStart = next;
    }

    /** How many blanks the current line begins with, as far as it matters. */
    int indentation() {
        int i = lineStart;
        while (i < lineStart + MAX_INDENTATION && (charAt(i) == ' ' || charAt(i) == '\t')) {
            i++;
        }
        return i - lineStart;
    }

    /** Moves to an index and counts the line ends on the way. */
    void moveTo(int index) {
        while (next < index) {
            if (isLineEnd(text.charAt(next))) {
                skipLineEnd();
            } else {
                next++;
            }
        }
    }

    /**
     * Moves behind the bracket that closes a long bracket, whose opening one is next.
     *
     * @return whether there is one; if not, moves to the end
     */
    boolean skipLongBracket(int level, SyntaxErrorLog errors) {
        int begin = next;
        String close = "]" + "=".repeat(level) + "]";
        int index = text.indexOf(close, begin + level + 2);
        int end = index < 0 ? length : index;
        int nested = level == 0 ? text.indexOf("[[", begin + 2) : -1;
        if (nested >= 0 && nested < end) {
            moveTo(nested);
            errors.addWhereBracketsDoNotNest(
                    SyntaxErrors.nestedLongBracket(file, new Span(nested, nested + 2)), begin, line);
        }
        moveTo(index < 0 ? length : index + close.length());
        return index >= 0;
    }

    /** The level of the long bracket that opens at an index; -1 if none does, -2 if a second bracket is missing. */
    int longBracketLevel(int index) {
        if (charAt(index) != '[') {
            return -1;
        }
        int i = index + 1;
        while (charAt(i) == '=') {
            i++;
        }
        int level = i - index - 1;
        return charAt(i) == '[' ? level : level == 0 ? -1 : -2;
    }

    /** The end of the line that holds an index, before its line end. */
    int lineEndFrom(int index) {
        int i = index;
        while (i < length && !isLineEnd(text.charAt(i))) {
            i++;
        }
        return i;
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isNameCharacter(char c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }
}
