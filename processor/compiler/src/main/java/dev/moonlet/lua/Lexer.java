package dev.moonlet.lua;

import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Reads tokens, one at a time and without an object a token: {@link #kind()}, {@link #start()} and {@link #end()} describe
 * the current one. Comments are kept beside them.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.1">Lua 5.1 Reference Manual, §2.1</a>
 */
final class Lexer {

    /** The directives that redis-lua writes behind a percent sign. */
    private static final Set<String> PERCENT_DIRECTIVES = Set.of("include", "key", "arg", "return", "pragma");

    /** A comment, of which the parser is yet to say where it stands. */
    record Found(Comment.Form form, int start, int end, boolean ownLine) {}

    private final Cursor cursor;
    private final SyntaxErrorLog errors;
    private final LiteralReader literals;
    private final NameTable names = new NameTable();
    private final List<Found> comments = new ArrayList<>();
    private final BitSet codeLines = new BitSet();
    private TokenKind kind = TokenKind.END_OF_FILE;
    private int start;
    private int name;

    Lexer(SourceFile file, SyntaxErrorLog errors) {
        this.cursor = new Cursor(file);
        this.errors = errors;
        this.literals = new LiteralReader(cursor, names, errors);
        if (file.text().startsWith("#!")) { // what servers read in such a line is no Lua
            cursor.next = cursor.lineEndFrom(0);
            codeLines.set(1);
        }
    }

    /** The line of the token behind an offset of a file. */
    static int lineBehind(SourceFile file, int offset) {
        Lexer lexer = new Lexer(file, new SyntaxErrorLog());
        lexer.cursor.moveTo(offset);
        lexer.advance();
        return lexer.line();
    }

    TokenKind kind() {
        return kind;
    }

    int start() {
        return start;
    }

    int end() {
        return cursor.next;
    }

    /** The line of the current token's last character: the one that Lua has come to. */
    int line() {
        return cursor.line;
    }

    Span span() {
        return new Span(start, end());
    }

    /** The characters of the current token. */
    String tokenText() {
        return cursor.text.substring(start, end());
    }

    /** The current token, a name. */
    String nameValue() {
        return names.name(name);
    }

    /** The value of the current token, a string. */
    String stringValue() {
        return literals.string();
    }

    /** The value of the current token, a number. */
    double numberValue() {
        return literals.number();
    }

    /** The comments read so far; the list grows as tokens are read. */
    List<Found> comments() {
        return comments;
    }

    /** The lines, from 1, that hold a token or a part of one. */
    BitSet codeLines() {
        return codeLines;
    }

    /** Whether there are only blanks before an offset on its line. */
    boolean isFirstOnLine(int offset) {
        int i = offset;
        while (i > 0 && (cursor.text.charAt(i - 1) == ' ' || cursor.text.charAt(i - 1) == '\t')) {
            i--;
        }
        return i == 0 || Cursor.isLineEnd(cursor.text.charAt(i - 1));
    }

    /** How many blanks the line of the current token begins with. */
    int indentation() {
        return cursor.indentation();
    }

    /** Moves on to the next token. */
    void advance() {
        skipBlanksAndComments();
        start = cursor.next;
        if (cursor.atEnd()) {
            kind = TokenKind.END_OF_FILE;
            return;
        }
        int line = cursor.line;
        kind = readToken(cursor.current());
        if (line == cursor.line) {
            codeLines.set(line);
        } else {
            codeLines.set(line, cursor.line + 1);
        }
    }

    private void skipBlanksAndComments() {
        while (!cursor.atEnd()) {
            char c = cursor.current();
            if (Cursor.isLineEnd(c)) {
                cursor.skipLineEnd();
            } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
                cursor.next++;
            } else if (c == '-' && cursor.charAt(cursor.next + 1) == '-') {
                readComment();
            } else if (c == '%' && isPercentDirective()) {
                found(Comment.Form.PERCENT, cursor.next, cursor.lineEndFrom(cursor.next));
            } else {
                return;
            }
        }
    }

    private void readComment() {
        int begin = cursor.next;
        int level = cursor.longBracketLevel(begin + 2);
        if (level < 0) {
            found(Comment.Form.LINE, begin, cursor.lineEndFrom(begin));
            return;
        }
        boolean ownLine = isFirstOnLine(begin);
        cursor.next += 2;
        if (!cursor.skipLongBracket(level, errors)) {
            errors.add(SyntaxErrors.unfinishedComment(cursor.file, begin, level), begin, cursor.line);
            errors.close();
        }
        comments.add(new Found(Comment.Form.LONG, begin, cursor.next, ownLine));
    }

    private void found(Comment.Form form, int from, int to) {
        comments.add(new Found(form, from, to, isFirstOnLine(from)));
        cursor.next = to;
    }

    private boolean isPercentDirective() {
        int begin = cursor.next;
        int wordEnd = begin + 1;
        while (Cursor.isLetter(cursor.charAt(wordEnd))) {
            wordEnd++;
        }
        char after = cursor.charAt(wordEnd);
        return (after == ' ' || after == '\t')
                && PERCENT_DIRECTIVES.contains(cursor.text.substring(begin + 1, wordEnd))
                && isFirstOnLine(begin);
    }

    private TokenKind readToken(char c) {
        if (Cursor.isLetter(c) || c == '_') {
            return readName();
        }
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
            case '"', '\'' -> readString(c);
            case '[' -> readBracket();
            case '.' -> Cursor.isDigit(cursor.charAt(cursor.next + 1)) ? readNumber() : readDots();
            default -> Cursor.isDigit(c) ? readNumber() : readUnknown();
        };
    }

    private TokenKind readName() {
        int hash = 0;
        int i = cursor.next;
        for (char c = cursor.current(); Cursor.isNameCharacter(c); c = cursor.charAt(i)) {
            hash = 31 * hash + c;
            i++;
        }
        name = names.find(cursor.text, cursor.next, i, hash);
        cursor.next = i;
        return names.kind(name);
    }

    private TokenKind one(TokenKind kind) {
        cursor.next++;
        return kind;
    }

    private TokenKind oneOr(char second, TokenKind alone, TokenKind together) {
        cursor.next++;
        if (cursor.current() != second) {
            return alone;
        }
        cursor.next++;
        return together;
    }

    /** One to three dots, where Lua takes a NUL character for a dot too, as one that ends its list of dots. */
    private TokenKind readDots() {
        int begin = cursor.next++;
        while (cursor.next < begin + 3 && (cursor.current() == '.' || cursor.current() == '\0')) {
            cursor.next++;
        }
        int dots = cursor.next - begin;
        return dots == 1 ? TokenKind.DOT : dots == 2 ? TokenKind.CONCAT : TokenKind.VARARG;
    }

    /** A character that Lua knows nothing of, with both halves of one that Java keeps in two. */
    private TokenKind readUnknown() {
        cursor.next += Character.charCount(cursor.text.codePointAt(cursor.next));
        return TokenKind.UNKNOWN;
    }

    private TokenKind readNumber() {
        literals.readNumber();
        return TokenKind.NUMBER;
    }

    private TokenKind readString(char quote) {
        literals.readString(quote);
        return TokenKind.STRING;
    }

    private TokenKind readBracket() {
        int level = cursor.longBracketLevel(cursor.next);
        if (level == -1) {
            return one(TokenKind.LEFT_BRACKET);
        }
        if (level >= 0) {
            literals.readLongString(level);
            return TokenKind.STRING;
        }
        int begin = cursor.next++;
        while (cursor.current() == '=') {
            cursor.next++;
        }
        errors.add(SyntaxErrors.invalidLongBracket(cursor.file, new Span(begin, cursor.next)), begin, cursor.line);
        return TokenKind.LEFT_BRACKET;
    }
}
