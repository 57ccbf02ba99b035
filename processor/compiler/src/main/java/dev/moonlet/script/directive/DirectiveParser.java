package dev.moonlet.script.directive;

import dev.moonlet.script.KeyExpression;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.ReturnedError;
import dev.moonlet.source.Span;
import java.util.List;
import java.util.Optional;

/** Reads a directive, where it is certain that a comment is one. */
final class DirectiveParser {

    private DirectiveParser() {}

    /** Reads a tag as a directive of a word, which need not be its own. */
    static Directive parse(CommentTag tag, DirectiveWord word) throws DirectiveScanner.BadDirective {
        DirectiveScanner scanner = tag.content();
        Span span = tag.comment().span();
        return switch (word) {
            case INCLUDE -> include(scanner, span);
            case PRAGMA -> pragma(scanner, span);
            case FLAGS -> {
                List<String> flags = scanner.flags();
                scanner.expectEnd("flags, separated by commas,");
                yield new Directive.Flags(span, flags);
            }
            case KEY -> {
                DirectiveScanner.Word name = scanner.declaredName("@key is followed by the name of the key");
                boolean rest = scanner.accept("...");
                boolean optional = !rest && scanner.accept('?');
                Optional<KeyExpression> expression =
                        rest || optional ? Optional.empty() : new KeyExpressionReader(scanner).expression();
                yield new Directive.Key(
                        span, name.text(), name.span(), rest, optional, expression, scanner.description());
            }
            case ARG -> argument(scanner, span);
            case SHARD -> {
                DirectiveScanner.Word name = scanner.declaredName("@shard is followed by the name of a local");
                yield new Directive.Shard(span, name.text(), name.span(), scanner.description());
            }
            case RESUME -> resume(scanner, span);
            case ONCE -> once(scanner, span);
            case ERROR -> error(scanner, span);
            case ENUM -> constants(scanner, span);
            case RETURN -> {
                int start = scanner.position();
                LuaType type = new TypeReader(scanner).type();
                Span typeSpan = new Span(start, scanner.lastEnd());
                yield new Directive.Return(span, type, typeSpan, tag.isPercent(), scanner.description());
            }
        };
    }

    private static Directive include(DirectiveScanner scanner, Span span) {
        DirectiveScanner.Word path = scanner.quoted();
        scanner.skipSemicolons();
        scanner.expectEnd("one path in quotes");
        return new Directive.Include(span, path.text(), path.span());
    }

    private static Directive pragma(DirectiveScanner scanner, Span span) {
        DirectiveScanner.Word once = scanner.word();
        if (!once.text().equals("once")) {
            throw scanner.bad("@pragma is followed by \"once\" and nothing else", once.span());
        }
        scanner.expectEnd("@pragma once");
        return new Directive.PragmaOnce(span);
    }

    private static Directive argument(DirectiveScanner scanner, Span span) {
        DirectiveScanner.Word name = scanner.declaredName("@arg is followed by the name of the argument and its type");
        scanner.skipBlanks();
        boolean typed = !scanner.atEnd() && scanner.current() != '=';
        LuaType type = typed ? new TypeReader(scanner).type() : LuaType.Scalar.ANY;
        boolean rest = scanner.accept("...");
        Optional<String> value = rest ? Optional.empty() : new DefaultReader(scanner).defaultValue(type);
        if (value.isPresent() && type instanceof LuaType.Optional optional) {
            type = optional.type();
        }
        LuaType declared = rest ? new LuaType.Array(type) : type;
        return new Directive.Argument(span, name.text(), name.span(), declared, rest, value, scanner.description());
    }

    private static Directive resume(DirectiveScanner scanner, Span span) {
        DirectiveScanner.Word name =
                scanner.declaredName("@resume is followed by the name of the position, its type and the first one");
        scanner.skipBlanks();
        int start = scanner.position();
        LuaType type = new TypeReader(scanner).type();
        Span typeSpan = new Span(start, scanner.lastEnd());
        if (!(type instanceof LuaType.Scalar scalar) || !Directive.Resume.TYPES.contains(scalar)) {
            throw scanner.bad("a position can't be " + type.notation(), typeSpan);
        }
        String first = new DefaultReader(scanner)
                .defaultValue(type)
                .orElseThrow(
                        () -> scanner.bad("the first position is missing: ---@resume name type = first", typeSpan));
        return new Directive.Resume(span, name.text(), name.span(), type, first, scanner.description());
    }

    private static Directive once(DirectiveScanner scanner, Span span) {
        DirectiveScanner.Word name = scanner.declaredName("@once is followed by the name of the request id");
        scanner.skipBlanks();
        long seconds = Directive.Once.USUAL_SECONDS;
        if (!scanner.atEnd() && (scanner.current() == '-' || Character.isDigit(scanner.current()))) {
            int start = scanner.position();
            boolean negative = scanner.accept("-");
            String digits = scanner.word().text();
            seconds = negative || !digits.matches("[0-9]{1,9}") ? 0 : Long.parseLong(digits);
            if (seconds < 1 || seconds > Directive.Once.MOST_SECONDS || scanner.accept(".")) {
                throw scanner.bad(
                        "outcomes are kept for 1 to " + Directive.Once.MOST_SECONDS + " seconds",
                        new Span(start, scanner.lastEnd()));
            }
        }
        return new Directive.Once(span, name.text(), name.span(), seconds, scanner.description());
    }

    /** Reads {@code code Name "text"}. */
    static Directive.Failure error(DirectiveScanner scanner, Span span) {
        DirectiveScanner.Word code = scanner.literal("@error is followed by an integer, a string in quotes, or nil");
        boolean string = "\"'".indexOf(code.text().charAt(0)) >= 0;
        ReturnedError.Kind kind = string
                ? ReturnedError.Kind.STRING
                : code.text().equals("nil") ? ReturnedError.Kind.NIL : ReturnedError.Kind.INTEGER;
        DirectiveScanner.Word name = scanner.name("the code is followed by the name of the failure");
        scanner.skipBlanks();
        boolean quoted = !scanner.atEnd() && "\"'".indexOf(scanner.current()) >= 0;
        String text = quoted ? unquoted(scanner.literal("expected a text in quotes")) : scanner.description();
        scanner.expectEnd("one text in quotes");
        return new Directive.Failure(
                span,
                kind,
                string ? unquoted(code) : canonical(code.text()),
                code.span(),
                name.text(),
                name.span(),
                text);
    }

    /** An integer without needless digits. */
    private static String canonical(String code) {
        return code.equals("nil") ? code : Long.toString(Long.parseLong(code));
    }

    private static Directive constants(DirectiveScanner scanner, Span span) {
        DirectiveScanner.Word name = scanner.declaredName("@enum is followed by a name and an enum of Java");
        DirectiveScanner.Word type = scanner.qualifiedName("the name is followed by an enum of Java");
        scanner.description();
        return new Directive.Constants(span, name.text(), name.span(), type.text(), type.span());
    }

    private static String unquoted(DirectiveScanner.Word literal) {
        return literal.text().substring(1, literal.text().length() - 1);
    }
}
