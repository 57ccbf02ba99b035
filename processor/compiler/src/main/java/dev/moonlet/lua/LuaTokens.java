package dev.moonlet.lua;

import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tells which characters of a text are keywords, strings, numbers and comments, for those who show it in colors. */
public final class LuaTokens {

    /** What a token is. */
    public enum Kind {
        /** A word that can't be a name. */
        KEYWORD,
        /** A string. */
        STRING,
        /** A number. */
        NUMBER,
        /** A comment. */
        COMMENT
    }

    /**
     * A token.
     *
     * @param kind what it is
     * @param span its characters, which may be on several lines
     */
    public record Token(Kind kind, Span span) {}

    private LuaTokens() {}

    /** The tokens of these kinds, in their order. What is no Lua is left out. */
    public static List<Token> of(SourceFile file) {
        Lexer lexer = new Lexer(file, new SyntaxErrorLog());
        List<Token> tokens = new ArrayList<>();
        lexer.advance();
        while (lexer.kind() != TokenKind.END_OF_FILE) {
            TokenKind kind = lexer.kind();
            if (kind == TokenKind.STRING) {
                tokens.add(new Token(Kind.STRING, lexer.span()));
            } else if (kind == TokenKind.NUMBER) {
                tokens.add(new Token(Kind.NUMBER, lexer.span()));
            } else if (kind.compareTo(TokenKind.NAME) < 0) {
                tokens.add(new Token(Kind.KEYWORD, lexer.span()));
            }
            lexer.advance();
        }
        lexer.comments()
                .forEach(comment -> tokens.add(new Token(Kind.COMMENT, new Span(comment.start(), comment.end()))));
        tokens.sort(Comparator.comparingInt(token -> token.span().start()));
        return List.copyOf(tokens);
    }
}
