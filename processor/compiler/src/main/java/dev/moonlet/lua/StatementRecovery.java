package dev.moonlet.lua;

import dev.moonlet.diagnostic.Diagnostic;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Goes on behind what can't be parsed, so that one mistake neither hides another nor is taken for several. */
final class StatementRecovery extends TokenStream {

    StatementRecovery(TokenStream other) {
        super(other);
    }

    /** Whether the current token, an {@code if}, follows an {@code else} on the same line. */
    boolean isBehindElse() {
        int end = previousEnd();
        return end >= 4 && file.text().startsWith("else", end - 4) && previousLine() == lexer.line();
    }

    /** Parses a statement; {@code null} if it can't be parsed, and then the next one is where the parser stands. */
    <T> @Nullable T statement(Supplier<T> parser) {
        int level = levels();
        int start = start();
        try {
            return parser.get();
        } catch (Unparsable e) {
            returnToLevel(level);
            skipToStatement(start);
            return null;
        }
    }

    /** Parses the part before a word such as {@code then}, and the word. */
    <T> T header(TokenKind word, Supplier<T> parser, T otherwise) {
        int level = levels();
        int begin = start();
        try {
            T header = parser.get();
            if (kind() == TokenKind.LEFT_BRACE && word != TokenKind.RIGHT_PAREN) {
                reportLast(expectation(word.description())
                        .hint("blocks of Lua have no braces: … " + word.text() + " … end"));
            }
            if (!accept(word)) {
                report(missing(word));
                if (word != TokenKind.RIGHT_PAREN && lineEndsWithBrace(begin)) {
                    leaveOutRest();
                }
                skipTo(word);
            }
            return header;
        } catch (Unparsable e) {
            if (word != TokenKind.RIGHT_PAREN && lineEndsWithBrace(begin)) {
                leaveOutRest();
            }
            returnToLevel(level);
            skipTo(word);
            return otherwise;
        }
    }

    /** Whether a brace ends the line of a header: it begins a table, with which what is before it would be called. */
    private boolean lineEndsWithBrace(int offset) {
        int end = file.text().indexOf('\n', offset);
        return file.text()
                .substring(offset, end < 0 ? file.text().length() : end)
                .stripTrailing()
                .endsWith("{");
    }

    /** Parses the name of a function. */
    <T> T functionName(Supplier<T> parser, T otherwise) {
        try {
            return parser.get();
        } catch (Unparsable e) {
            return otherwise;
        }
    }

    /** Expects the parenthesis before the parameters of a function; if it comes later on the line, goes there. */
    void expectParameters() {
        if (!accept(TokenKind.LEFT_PAREN)) {
            report(expectation(TokenKind.LEFT_PAREN.description()));
            skipTo(TokenKind.LEFT_PAREN);
        }
    }

    private Diagnostic missing(TokenKind word) {
        if (kind() == TokenKind.ASSIGN) {
            return SyntaxErrors.assignmentInCondition(file, lexer.span());
        }
        boolean closing = word == TokenKind.RIGHT_PAREN;
        boolean elsewhere = lexer.line() != previousLine() || beginsOrEndsStatement(kind());
        return elsewhere && !closing
                ? SyntaxErrors.missingWord(file, previousEnd(), word)
                : expectation(word.description());
    }

    /** Skips to a word on this line and over it. */
    private void skipTo(TokenKind word) {
        int line = previousLine();
        while (kind() != word && !beginsOrEndsStatement(kind()) && lexer.line() == line) {
            advance();
        }
        accept(word);
    }

    /** Skips to a token that begins a statement on its own line or ends the block; a whole block on the way is skipped. */
    private void skipToStatement(int from) {
        if (start() == from && kind() != TokenKind.END_OF_FILE) {
            skipOne(0);
        }
        int depth = 0;
        while (kind() != TokenKind.END_OF_FILE) {
            if (depth == 0 && StatementParser.endsBlock(kind())) {
                return;
            }
            boolean first = lexer.isFirstOnLine(start());
            if (depth == 0 && first && (kind() == TokenKind.NAME || beginsOrEndsStatement(kind()))) {
                return;
            }
            depth = skipOne(depth);
        }
    }

    /** Skips a token and tells how deep in blocks the next one is. */
    private int skipOne(int depth) {
        int after =
                switch (kind()) {
                    case FUNCTION, DO, IF, REPEAT -> depth + 1;
                    case END, UNTIL -> Math.max(0, depth - 1);
                    default -> depth;
                };
        advance();
        return after;
    }

    private static boolean beginsOrEndsStatement(TokenKind kind) {
        return switch (kind) {
            case IF, WHILE, DO, FOR, REPEAT, FUNCTION, LOCAL, RETURN, BREAK -> true;
            default -> StatementParser.endsBlock(kind);
        };
    }
}
