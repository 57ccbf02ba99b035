package dev.moonlet.script.directive;

import dev.moonlet.script.LuaType;
import dev.moonlet.source.Span;
import java.util.List;
import java.util.Optional;

/** Reads a directive, where it is certain that a comment is one. */
final class DirectiveParser {

    /** The directives. */
    static final List<String> WORDS = List.of("include", "pragma", "key", "arg", "return", "flags");

    private DirectiveParser() {}

    /** Reads the directive of a tag, whose word is one of {@link #WORDS}. */
    static Directive parse(CommentTag tag) throws DirectiveScanner.BadDirective {
        return parse(tag, tag.word());
    }

    /** Reads a tag as if its word were another one. */
    static Directive parse(CommentTag tag, String word) throws DirectiveScanner.BadDirective {
        DirectiveScanner scanner = tag.content();
        Span span = tag.comment().span();
        return switch (word) {
            case "include" -> include(scanner, span);
            case "pragma" -> pragma(scanner, span);
            case "flags" -> {
                List<String> flags = scanner.flags();
                scanner.expectEnd("flags, separated by commas,");
                yield new Directive.Flags(span, flags);
            }
            case "key" -> {
                DirectiveScanner.Word name = scanner.declaredName("@key is followed by the name of the key");
                boolean rest = scanner.accept("...");
                yield new Directive.Key(span, name.text(), name.span(), rest, scanner.description());
            }
            case "arg" -> argument(scanner, span);
            default -> {
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
}
