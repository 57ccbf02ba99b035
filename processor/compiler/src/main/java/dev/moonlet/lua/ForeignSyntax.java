package dev.moonlet.lua;

import dev.moonlet.source.Span;
import java.util.Map;
import java.util.Optional;

/** Recognises what other languages, other versions of Lua, and word processors write, and says how it is written here. */
final class ForeignSyntax {

    private static final Map<String, String> STATEMENTS = Map.of(
            "continue", "turn the condition around, and put the rest of the loop into the if",
            "goto", "Redis runs Lua 5.1: use a loop, or a function that returns early",
            "switch", "write if … elseif … end",
            "try", "write pcall(function() … end)",
            "throw", "write error(…)",
            "var", "write local",
            "let", "write local",
            "const", "write local",
            "import", "write ---@include \"path\" on its own line");

    private static final String QUOTES = "“”„‟‘’‚‛«»";
    private static final String BLANKS = "\u00a0\u2007\u202f\u2003\u2002\u2009\u200b\ufeff";

    private ForeignSyntax() {}

    /** What to write instead of a statement that other languages have. */
    static Optional<String> statement(String word) {
        return Optional.ofNullable(STATEMENTS.get(word));
    }

    /** The operator such as {@code +=} or {@code ++} that a token begins; empty if it begins none. */
    static Optional<String> assignmentOperator(String text, Span token, TokenKind kind) {
        boolean operator =
                switch (kind) {
                    case PLUS, MINUS, STAR, SLASH, PERCENT, CARET, CONCAT -> true;
                    default -> false;
                };
        char next = token.end() < text.length() ? text.charAt(token.end()) : ' ';
        if (operator && next == '=') {
            return Optional.of(text.substring(token.start(), token.end() + 1));
        }
        return kind == TokenKind.PLUS && next == '+' ? Optional.of("++") : Optional.empty();
    }

    /** A hint about a token that is not allowed where it is. */
    static Optional<String> hint(String text, Span token, TokenKind kind) {
        char next = token.end() < text.length() ? text.charAt(token.end()) : ' ';
        char previous = token.start() > 0 ? text.charAt(token.start() - 1) : ' ';
        if (kind == TokenKind.SLASH && (next == '/' || previous == '/')) {
            return Optional.of("a comment begins with --, and Lua 5.1 divides with math.floor(a / b)");
        }
        if (kind == TokenKind.ASSIGN && previous == '!') {
            return Optional.of("\"not equal\" is ~=");
        }
        return kind == TokenKind.UNKNOWN && token.end() > token.start()
                ? unknown(text.charAt(token.start()), next)
                : Optional.empty();
    }

    private static Optional<String> unknown(char c, char next) {
        if (QUOTES.indexOf(c) >= 0) {
            return Optional.of("a typographic quotation mark; write \" or '");
        }
        if (BLANKS.indexOf(c) >= 0) {
            return Optional.of("a blank that is not a space, U+%04X; write a space".formatted((int) c));
        }
        return switch (c) {
            case '!' -> Optional.of(next == '=' ? "\"not equal\" is ~=" : "write not");
            case '&' -> Optional.of(next == '&' ? "write and" : "Lua 5.1 has bit.band(a, b)");
            case '|' -> Optional.of(next == '|' ? "write or" : "Lua 5.1 has bit.bor(a, b)");
            case '~' -> Optional.of("Lua 5.1 has bit.bnot(a) and bit.bxor(a, b)");
            case '?' -> Optional.of("write condition and a or b, or an if");
            case '\\' -> Optional.of("an escape is allowed in a string only");
            case '\0' -> Optional.of("a NUL character");
            default -> c >= 0x80 ? Optional.of("names are of ASCII letters, digits and _") : Optional.empty();
        };
    }
}
