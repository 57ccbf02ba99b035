package dev.moonlet.lua;

import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Reads tokens, one at a time and without an object a token: {@link #kind()}, {@link #start()} and {@link #end()} tell
 * of the current one. Comments are kept beside them.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.1">Lua 5.1 Reference Manual, §2.1</a>
 */
final class Lexer {

    /** The directives that redis-lua writes behind a percent sign. */
    private static final Set<String> PERCENT_DIRECTIVES = Set.of("include", "key", "arg", "return", "pragma");

    private static final char END = '\uffff';

    /** A comment, of which the parser is yet to say where it stands. */
    record Found(Comment.Form form, int start, int end, boolean ownLine) {}

    private final SourceFile file;
    private final String text;
    private final List<Found> comments = new ArrayList<>();
    private final BitSet codeLines = new BitSet();
    private final StringBuilder string = new StringBuilder();
    private int next;
    private int start;
    private int end;
    private TokenKind kind = TokenKind.END_OF_FILE;
    private double number;

    Lexer(SourceFile file) {
        this.file = file;
        this.text = file.text();
        if (text.startsWith("#!")) {
            next = file.lineEnd(1);
            codeLines.set(1);
        }
    }

    TokenKind kind() {
        return kind;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    Span span() {
        return new Span(start, end);
    }

    /** The characters of the current token. */
    String tokenText() {
        return text.substring(start, end);
    }

    /** The value of the current token, a string. */
    String stringValue() {
        return string.toString();
    }

    /** The value of the current token, a number. */
    double numberValue() {
        return number;
    }

    /** The comments read so far; the list grows as tokens are read. */
    List<Found> comments() {
        return comments;
    }

    /** The lines, from 1, that hold a token or a part of one. */
    BitSet codeLines() {
        return codeLines;
    }

    /** Moves on to the next token. */
    void advance() {
        skipBlanksAndComments();
        start = next;
        if (next >= text.length()) {
            kind = TokenKind.END_OF_FILE;
            end = next;
            return;
        }
        kind = readToken();
        end = next;
        codeLines.set(file.line(start), file.line(Math.max(start, end - 1)) + 1);
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : END;
    }

    private void skipBlanksAndComments() {
        while (next < text.length()) {
            char c = text.charAt(next);
            if (c == '-' && charAt(next + 1) == '-') {
                readComment();
            } else if (c == '%' && isPercentDirective()) {
                found(Comment.Form.PERCENT, next, lineEndFrom(next));
            } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
                next++;
            } else {
                return;
            }
        }
    }

    private void readComment() {
        int begin = next;
        int level = longBracketLevel(next + 2);
        if (level < 0) {
            found(Comment.Form.LINE, begin, lineEndFrom(next));
            return;
        }
        next += 2;
        int close = closeOfLongBracket(level);
        if (close < 0) {
            throw new LuaSyntaxException(SyntaxErrors.unfinishedComment(file, begin, level));
        }
        found(Comment.Form.LONG, begin, close);
    }

    private void found(Comment.Form form, int from, int to) {
        comments.add(new Found(form, from, to, isFirstOnLine(from)));
        next = to;
    }

    private int lineEndFrom(int index) {
        int i = index;
        while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    private boolean isFirstOnLine(int index) {
        for (int i = index - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                return true;
            }
            if (c != ' ' && c != '\t') {
                return false;
            }
        }
        return true;
    }

    private boolean isPercentDirective() {
        int wordEnd = next + 1;
        while (isLetter(charAt(wordEnd))) {
            wordEnd++;
        }
        char after = charAt(wordEnd);
        return (after == ' ' || after == '\t')
                && PERCENT_DIRECTIVES.contains(text.substring(next + 1, wordEnd))
                && isFirstOnLine(next);
    }

    private TokenKind readToken() {
        char c = text.charAt(next);
        if (isLetter(c) || c == '_') {
            return readName();
        }
        if (isDigit(c) || (c == '.' && isDigit(charAt(next + 1)))) {
            return readNumber();
        }
        if (c == '"' || c == '\'') {
            return readString(c);
        }
        if (c == '[') {
            int level = longBracketLevel(next);
            return level >= 0 ? readLongString(level) : one(TokenKind.LEFT_BRACKET);
        }
        return readSymbol(c);
    }

    private TokenKind readName() {
        int begin = next;
        while (isLetter(charAt(next)) || isDigit(charAt(next)) || charAt(next) == '_') {
            next++;
        }
        TokenKind keyword = TokenKind.keyword(text.substring(begin, next));
        return keyword == null ? TokenKind.NAME : keyword;
    }

    private TokenKind readSymbol(char c) {
        return switch (c) {
            case '+' -> one(TokenKind.PLUS);
            case '-' -> one(TokenKind.MINUS);
            case '*' -> one(TokenKind.STAR);
            case '/' -> one(TokenKind.SLASH);
            case '%' -> one(TokenKind.PERCENT);
            case '^' -> one(TokenKind.CARET);
            case '#' -> one(TokenKind.HASH);
            case '(' -> one(TokenKind.LEFT_PAREN);
            case ')' -> one(TokenKind.RIGHT_PAREN);
            case '{' -> one(TokenKind.LEFT_BRACE);
            case '}' -> one(TokenKind.RIGHT_BRACE);
            case ']' -> one(TokenKind.RIGHT_BRACKET);
            case ';' -> one(TokenKind.SEMICOLON);
            case ':' -> one(TokenKind.COLON);
            case ',' -> one(TokenKind.COMMA);
            case '=' -> oneOr('=', TokenKind.ASSIGN, TokenKind.EQUAL);
            case '<' -> oneOr('=', TokenKind.LESS, TokenKind.LESS_EQUAL);
            case '>' -> oneOr('=', TokenKind.GREATER, TokenKind.GREATER_EQUAL);
            case '~' -> oneOr('=', TokenKind.UNKNOWN, TokenKind.NOT_EQUAL);
            case '.' -> readDots();
            default -> one(TokenKind.UNKNOWN);
        };
    }

    private TokenKind one(TokenKind kind) {
        next++;
        return kind;
    }

    private TokenKind oneOr(char second, TokenKind alone, TokenKind together) {
        next++;
        if (charAt(next) != second) {
            return alone;
        }
        next++;
        return together;
    }

    private TokenKind readDots() {
        int dots = charAt(next + 1) != '.' ? 1 : charAt(next + 2) != '.' ? 2 : 3;
        next += dots;
        return dots == 1 ? TokenKind.DOT : dots == 2 ? TokenKind.CONCAT : TokenKind.VARARG;
    }

    /** Takes what Lua takes for a numeral, and then asks whether it is one, as Lua does. */
    private TokenKind readNumber() {
        int begin = next;
        while (isDigit(charAt(next)) || charAt(next) == '.') {
            next++;
        }
        if (charAt(next) == 'e' || charAt(next) == 'E') {
            next++;
            if (charAt(next) == '+' || charAt(next) == '-') {
                next++;
            }
        }
        while (isLetter(charAt(next)) || isDigit(charAt(next)) || charAt(next) == '_') {
            next++;
        }
        Double value = Numerals.parse(text.substring(begin, next));
        if (value == null) {
            throw new LuaSyntaxException(SyntaxErrors.malformedNumber(file, new Span(begin, next)));
        }
        number = value;
        return TokenKind.NUMBER;
    }

    private TokenKind readString(char quote) {
        int begin = next++;
        string.setLength(0);
        while (charAt(next) != quote || next >= text.length()) {
            char c = charAt(next);
            if (next >= text.length() || c == '\n' || c == '\r') {
                throw new LuaSyntaxException(SyntaxErrors.unfinishedString(file, new Span(begin, next), quote));
            }
            next++;
            if (c == '\\') {
                readEscape();
            } else {
                string.append(c);
            }
        }
        next++;
        return TokenKind.STRING;
    }

    private void readEscape() {
        char c = charAt(next);
        if (isDigit(c)) {
            readDecimalEscape();
        } else if (c == '\n' || c == '\r') {
            string.append('\n');
            skipLineEnd();
        } else if (next < text.length()) {
            next++;
            string.append(
                    switch (c) {
                        case 'a' -> '\u0007';
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case 't' -> '\t';
                        case 'v' -> '\u000b';
                        default -> c;
                    });
        }
    }

    private void readDecimalEscape() {
        int begin = next - 1;
        int value = 0;
        for (int i = 0; i < 3 && isDigit(charAt(next)); i++) {
            value = 10 * value + charAt(next++) - '0';
        }
        if (value > 255) {
            throw new LuaSyntaxException(SyntaxErrors.escapeTooLarge(file, new Span(begin, next)));
        }
        string.append((char) value);
    }

    private void skipLineEnd() {
        char first = charAt(next++);
        char second = charAt(next);
        if (next < text.length() && (second == '\n' || second == '\r') && second != first) {
            next++;
        }
    }

    private TokenKind readLongString(int level) {
        int begin = next;
        int close = closeOfLongBracket(level);
        if (close < 0) {
            throw new LuaSyntaxException(SyntaxErrors.unfinishedLongString(file, begin, level));
        }
        string.setLength(0);
        string.append(text, begin + level + 2, close - level - 2);
        next = close;
        return TokenKind.STRING;
    }

    /** The level of the long bracket that opens at an index, or -1. */
    private int longBracketLevel(int index) {
        if (charAt(index) != '[') {
            return -1;
        }
        int i = index + 1;
        while (charAt(i) == '=') {
            i++;
        }
        return charAt(i) == '[' ? i - index - 1 : -1;
    }

    /** The offset after the bracket that closes the long bracket at {@link #next}, or -1. */
    private int closeOfLongBracket(int level) {
        String close = "]" + "=".repeat(level) + "]";
        int index = text.indexOf(close, next + level + 2);
        return index < 0 ? -1 : index + close.length();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
