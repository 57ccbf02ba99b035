package dev.moonlet.lua;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import org.jspecify.annotations.Nullable;

/** What the parsers share: the current token, what it may be, and how deep they are. */
abstract class TokenStream {

    /** Lua's LUAI_MAXCCALLS. */
    static final int MAX_LEVELS = 200;

    final SourceFile file;
    final Lexer lexer;
    private final State state;

    /** What changes as tokens are read. */
    private static final class State {
        private final SyntaxErrorLog errors;
        private int previousEnd;
        private int previousLine = 1;
        private int levels;
        private int tokens;
        private @Nullable Opening misindented;
        private @Nullable Opening elseIf;
        private @Nullable Span lateEnd;

        State(SyntaxErrorLog errors) {
            this.errors = errors;
        }
    }

    /**
     * What opens something that another token closes.
     *
     * @param kind the token that opens it
     * @param start where
     * @param indentation how far its line is indented
     * @param afterElse whether it is an {@code if} behind an {@code else} on the same line
     */
    record Opening(TokenKind kind, int start, int indentation, boolean afterElse) {

        String text() {
            return kind.text();
        }

        Span span() {
            return new Span(start, start + text().length());
        }
    }

    TokenStream(SourceFile file, Lexer lexer, SyntaxErrorLog errors) {
        this.file = file;
        this.lexer = lexer;
        this.state = new State(errors);
        lexer.advance();
    }

    /** A parser that shares the tokens of another. */
    TokenStream(TokenStream other) {
        this.file = other.file;
        this.lexer = other.lexer;
        this.state = other.state;
    }

    final TokenKind kind() {
        return lexer.kind();
    }

    final int start() {
        return lexer.start();
    }

    /** The end of the token before the current one. */
    final int previousEnd() {
        return state.previousEnd;
    }

    /** The line on which the token before the current one ends. */
    final int previousLine() {
        return state.previousLine;
    }

    final void advance() {
        state.previousEnd = lexer.end();
        state.previousLine = lexer.line();
        state.tokens++;
        lexer.advance();
    }

    /** How many tokens have been read. */
    final int tokens() {
        return state.tokens;
    }

    /** Counts the token before the current one to the line of the current one, as Lua does where it has looked ahead. */
    final void countPreviousToThisLine() {
        state.previousLine = lexer.line();
    }

    final boolean accept(TokenKind kind) {
        if (kind() != kind) {
            return false;
        }
        advance();
        return true;
    }

    final void expect(TokenKind kind) {
        if (!accept(kind)) {
            throw expected(kind.description());
        }
    }

    /** The current token as something that another one closes. */
    final Opening opening(boolean afterElse) {
        Opening opening = new Opening(kind(), start(), lexer.indentation(), afterElse);
        if (afterElse && state.elseIf == null) {
            state.elseIf = opening;
        }
        return opening;
    }

    /** The current token as something that another one closes. */
    final Opening opening() {
        return opening(false);
    }

    /** Expects what closes a bracket. */
    final void expectClosing(TokenKind closing, TokenKind opening, int openingStart) {
        if (!accept(closing)) {
            throw failed(unclosed(closing, new Opening(opening, openingStart, 0, false)));
        }
    }

    /** Expects what closes a block, and takes it as closed if it is not there; whether it is. */
    final boolean expectBlockEnd(TokenKind closing, Opening opening) {
        if (kind() != closing) {
            report(unclosed(closing, opening));
            return false;
        }
        if (lexer.isFirstOnLine(start())) {
            int indentation = lexer.indentation();
            if (indentation < opening.indentation() && state.misindented == null) {
                state.misindented = opening;
            } else if (indentation > opening.indentation() && state.lateEnd == null) {
                state.lateEnd = lexer.span();
            }
        }
        advance();
        return true;
    }

    private Diagnostic unclosed(TokenKind closing, Opening opening) {
        boolean block = closing == TokenKind.END || closing == TokenKind.UNTIL;
        if (kind() == TokenKind.END_OF_FILE) {
            Opening likely = state.misindented != null ? state.misindented : state.elseIf;
            return SyntaxErrors.neverClosed(file, block && likely != null ? likely : opening, closing);
        }
        return SyntaxErrors.unclosed(file, lexer.span(), closing, found(), opening);
    }

    /** An {@code end} that is indented further than what it closes; {@code null} if there is none so far. */
    final @Nullable Span lateEnd() {
        return state.lateEnd;
    }

    final Name name(String expectation) {
        if (kind() != TokenKind.NAME) {
            throw expected(expectation);
        }
        Name name = new Name(start(), lexer.end(), lexer.nameValue());
        advance();
        return name;
    }

    /** Reports an error behind which the rest of the file is another language. */
    final void reportLast(Diagnostic diagnostic) {
        report(diagnostic);
        leaveOutRest();
    }

    /** Reports no further errors. */
    final void leaveOutRest() {
        state.errors.close();
    }

    final void report(Diagnostic diagnostic) {
        state.errors.add(diagnostic, start(), lexer.line());
    }

    /** Leaves out what else there is on this line: it is a consequence. */
    final void silenceLine() {
        state.errors.silence(lexer.line());
    }

    /** Reports something, and leaves what can't be parsed. */
    final Unparsable failed(Diagnostic diagnostic) {
        report(diagnostic);
        return new Unparsable();
    }

    final Unparsable expected(String what) {
        return failed(expectation(what));
    }

    final Diagnostic expectation(String what) {
        Span span = kind() == TokenKind.END_OF_FILE ? new Span(previousEnd(), previousEnd()) : lexer.span();
        return SyntaxErrors.expected(file, span, kind(), what, found());
    }

    /** How messages speak of the current token. */
    final String found() {
        return switch (kind()) {
            case END_OF_FILE -> kind().description();
            case STRING -> shortened(lexer.tokenText());
            default -> "\"" + shortened(lexer.tokenText()) + "\"";
        };
    }

    private static String shortened(String text) {
        int lineEnd = 0;
        while (lineEnd < text.length() && lineEnd < 40 && text.charAt(lineEnd) >= ' ') {
            lineEnd++;
        }
        return lineEnd == text.length() ? text : text.substring(0, lineEnd) + "…";
    }

    final int levels() {
        return state.levels;
    }

    /** Goes back to a level, after what was deeper could not be parsed. */
    final void returnToLevel(int level) {
        state.levels = level;
    }

    final void enterLevel() {
        if (++state.levels > MAX_LEVELS) {
            throw failed(SyntaxErrors.tooManyLevels(file, lexer.span()));
        }
    }

    final void leaveLevel() {
        state.levels--;
    }
}
