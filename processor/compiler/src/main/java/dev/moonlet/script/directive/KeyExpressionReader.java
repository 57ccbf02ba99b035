package dev.moonlet.script.directive;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.script.KeyExpression;
import dev.moonlet.source.Span;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a key is computed from: strings and names, joined with {@code ..}. */
final class KeyExpressionReader {

    private static final String JOIN = "..";

    private final DirectiveScanner scanner;

    KeyExpressionReader(DirectiveScanner scanner) {
        this.scanner = scanner;
    }

    /** The expression behind {@code =}; empty if there is no such sign. */
    Optional<KeyExpression> expression() {
        scanner.skipBlanks();
        if (!scanner.accept('=')) {
            return Optional.empty();
        }
        int start = scanner.position();
        List<KeyExpression.Part> parts = new ArrayList<>();
        int end;
        do {
            parts.add(part());
            end = scanner.lastEnd();
            scanner.skipBlanks();
        } while (scanner.accept(JOIN));
        if ("\"'".indexOf(scanner.current()) >= 0) {
            throw scanner.bad(Diagnostic.error(
                            "bad-directive", "expected .. between the parts of the key", scanner.file(), scanner.here())
                    .hint("a description goes behind --"));
        }
        Span span = new Span(start, end);
        if (parts.stream().anyMatch(KeyExpression.Name.class::isInstance)) {
            return Optional.of(new KeyExpression(scanner.file().text().substring(start, end), parts));
        }
        throw scanner.bad(Diagnostic.error(
                        "bad-directive",
                        "a key is computed from another one, or from an argument",
                        scanner.file(),
                        span)
                .hint("write for instance = bucket .. \":lock\""));
    }

    private KeyExpression.Part part() {
        scanner.skipBlanks();
        char first = scanner.current();
        if (first == '"' || first == '\'') {
            return literal();
        }
        DirectiveScanner.Word name =
                scanner.name("expected a string in quotes, or the name of a key or of an argument");
        boolean field = scanner.current() == '.' && !scanner.rest().startsWith(JOIN);
        if (field || "([:".indexOf(scanner.current()) >= 0) {
            throw scanner.bad(Diagnostic.error(
                            "bad-directive",
                            "a key is computed from strings and names alone",
                            scanner.file(),
                            scanner.here())
                    .hint("join them with .."));
        }
        return new KeyExpression.Name(name.text(), name.span());
    }

    private KeyExpression.Literal literal() {
        String rest = scanner.rest();
        int end = DefaultReader.closing(rest, 0) + 1;
        DirectiveScanner.Word quoted = scanner.take(Math.min(end, rest.length()));
        Optional<Expression> value = DefaultReader.parse(quoted.text());
        if (value.isEmpty() || !(value.get() instanceof Expression.Str string)) {
            throw scanner.bad("the string is not one of Lua", quoted.span());
        }
        byte[] bytes = string.value().getBytes(StandardCharsets.ISO_8859_1); // a char of the value for each byte
        try {
            return new KeyExpression.Literal(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw scanner.bad("a computed key is text in UTF-8", quoted.span());
        }
    }
}
