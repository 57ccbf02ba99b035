package dev.moonlet.lua;

import dev.moonlet.lua.ast.Name;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;

/** What the parsers share: the current token, what it may be, and how deep they are. */
abstract class TokenStream {

    /** Lua's LUAI_MAXCCALLS. */
    private static final int MAX_LEVELS = 200;

    final SourceFile file;
    final Lexer lexer;
    private final State state;

    /** What changes as tokens are read. */
    private static final class State {
        private int previousEnd;
        private int levels;
    }

    TokenStream(SourceFile file, Lexer lexer) {
        this.file = file;
        this.lexer = lexer;
        this.state = new State();
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

    final void advance() {
        state.previousEnd = lexer.end();
        lexer.advance();
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

    /** Expects what closes an opening token. */
    final void expectClosing(TokenKind closing, Span opening, String openingText) {
        if (kind() == closing) {
            advance();
            return;
        }
        throw new LuaSyntaxException(SyntaxErrors.unclosed(
                file, lexer.span(), closing.description(), found(), opening, "\"" + openingText + "\""));
    }

    final Name name() {
        if (kind() != TokenKind.NAME) {
            throw expected("a name");
        }
        Name name = new Name(start(), lexer.end(), lexer.tokenText());
        advance();
        return name;
    }

    final LuaSyntaxException expected(String what) {
        return new LuaSyntaxException(SyntaxErrors.expected(file, lexer.span(), what, found()));
    }

    /** How messages speak of the current token. */
    final String found() {
        return kind() == TokenKind.END_OF_FILE ? kind().description() : "\"" + shortened(lexer.tokenText()) + "\"";
    }

    private static String shortened(String text) {
        int lineEnd = 0;
        while (lineEnd < text.length() && lineEnd < 40 && text.charAt(lineEnd) >= ' ') {
            lineEnd++;
        }
        return lineEnd == text.length() ? text : text.substring(0, lineEnd) + "…";
    }

    final void enterLevel() {
        if (++state.levels > MAX_LEVELS) {
            throw new LuaSyntaxException(SyntaxErrors.tooManyLevels(file, lexer.span()));
        }
    }

    final void leaveLevel() {
        state.levels--;
    }
}
