package dev.moonlet.lua;

import dev.moonlet.source.SourceFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A call that is being written: its parenthesis is open at a place of a file, which need not be in order.
 *
 * @param callee the names of the function, with dots between them
 * @param arguments the arguments before the one at the place, each its text if it is a string literal
 * @param start the offset of the first name
 */
public record OpenCall(String callee, List<Optional<String>> arguments, int start) {

    /** Copies the list. */
    public OpenCall {
        arguments = List.copyOf(arguments);
    }

    /** What is open at a token; the function is empty if it is no call. */
    private static final class Bracket {
        final String callee;
        final int start;
        final List<Optional<String>> arguments = new ArrayList<>();
        int tokens;
        Optional<String> literal = Optional.empty();

        Bracket(String callee, int start) {
            this.callee = callee;
            this.start = start;
        }
    }

    /** The innermost call that is open at an offset; empty if there is none. */
    public static Optional<OpenCall> at(SourceFile file, int offset) {
        Lexer lexer = new Lexer(file, new SyntaxErrorLog());
        Deque<Bracket> open = new ArrayDeque<>();
        StringBuilder path = new StringBuilder();
        int start = 0;
        try {
            lexer.advance();
            while (lexer.kind() != TokenKind.END_OF_FILE && lexer.start() < offset) {
                Bracket inside = open.peek();
                boolean cut = lexer.end() > offset || (lexer.kind() == TokenKind.NAME && lexer.end() == offset);
                if (cut) {
                    break;
                }
                switch (lexer.kind()) {
                    case LEFT_PAREN -> open.push(new Bracket(path.toString(), start));
                    case LEFT_BRACE, LEFT_BRACKET -> open.push(new Bracket("", lexer.start()));
                    case RIGHT_PAREN, RIGHT_BRACE, RIGHT_BRACKET -> open.poll();
                    case COMMA -> {
                        if (inside != null) {
                            inside.arguments.add(inside.tokens == 1 ? inside.literal : Optional.empty());
                            inside.tokens = 0;
                            inside.literal = Optional.empty();
                        }
                    }
                    case LOCAL, RETURN, IF, WHILE, FOR, REPEAT, FUNCTION, END -> open.removeIf(bracket -> true);
                    default -> {
                        if (inside != null) {
                            inside.tokens++;
                            inside.literal = lexer.kind() == TokenKind.STRING
                                    ? Optional.of(StringLiterals.text(lexer.stringValue()))
                                    : Optional.empty();
                        }
                    }
                }
                boolean continues = lexer.kind() == TokenKind.DOT
                        || (lexer.kind() == TokenKind.NAME
                                && path.length() > 0
                                && path.charAt(path.length() - 1) == '.');
                if (!continues) {
                    path.setLength(0);
                    start = lexer.start();
                }
                if (lexer.kind() == TokenKind.NAME || lexer.kind() == TokenKind.DOT) {
                    path.append(lexer.tokenText());
                }
                lexer.advance();
            }
        } catch (Unparsable e) {
            return Optional.empty();
        }
        return Optional.ofNullable(open.peek())
                .filter(call -> !call.callee.isEmpty())
                .map(call -> new OpenCall(call.callee, call.arguments, call.start));
    }
}
