package dev.moonlet.script.directive;

import dev.moonlet.lua.Comment;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.Optional;

/** A comment that begins with a tag: {@code ---@key name}, {@code -- @return the sum}, {@code %arg n}. */
final class CommentTag {

    /** How a tag is written, which tells how likely it is to be a directive. */
    enum Style {
        /** {@code ---@key}, as the Lua language server has it, and {@code %key}. */
        DIRECTIVE,
        /** {@code --- @key} */
        SPACED,
        /** {@code -- @key}, as most documentation in prose has it. */
        TWO_DASHES
    }

    private static final String LANGUAGE_SERVER_DASHES = "---";

    private final SourceFile file;
    private final Comment comment;
    private final Style style;
    private final DirectiveScanner.Word word;

    private CommentTag(SourceFile file, Comment comment, Style style, DirectiveScanner.Word word) {
        this.file = file;
        this.comment = comment;
        this.style = style;
        this.word = word;
    }

    /** The tag that a comment begins with; empty if there is none. */
    static Optional<CommentTag> of(SourceFile file, Comment comment) {
        DirectiveScanner scanner = new DirectiveScanner(file, comment.start(), comment.end());
        return switch (comment.form()) {
            case LONG -> Optional.empty();
            case PERCENT -> {
                scanner.accept('%');
                yield Optional.of(new CommentTag(file, comment, Style.DIRECTIVE, scanner.word()));
            }
            case LINE -> {
                boolean three = scanner.accept(LANGUAGE_SERVER_DASHES);
                if (!three) {
                    scanner.accept("--");
                }
                boolean spaced = scanner.current() != '@';
                scanner.skipBlanks();
                Style style = !three ? Style.TWO_DASHES : spaced ? Style.SPACED : Style.DIRECTIVE;
                yield scanner.accept('@')
                        ? Optional.of(new CommentTag(file, comment, style, scanner.word()))
                        : Optional.empty();
            }
        };
    }

    SourceFile file() {
        return file;
    }

    Comment comment() {
        return comment;
    }

    Style style() {
        return style;
    }

    /** Whether it is in the older form of redis-lua, {@code %return}. */
    boolean isPercent() {
        return comment.form() == Comment.Form.PERCENT;
    }

    /** Whether it is written as only directives are. */
    boolean isPlainlyDirective() {
        return style == Style.DIRECTIVE;
    }

    String word() {
        return word.text();
    }

    Span wordSpan() {
        return word.span();
    }

    boolean is(DirectiveWord directive) {
        return word.text().equals(directive.text());
    }

    /** The directive that the word is; empty if it is none. */
    Optional<DirectiveWord> directive() {
        return DirectiveWord.of(word.text());
    }

    /** Whether it declares a local. */
    boolean isDeclaration() {
        return is(DirectiveWord.KEY)
                || is(DirectiveWord.ARG)
                || is(DirectiveWord.SHARD)
                || is(DirectiveWord.RESUME)
                || is(DirectiveWord.ONCE);
    }

    /** A scanner of the text after the word. */
    DirectiveScanner content() {
        return new DirectiveScanner(file, word.span().end(), comment.end());
    }

    /** The text after the word, without blanks around it. */
    String text() {
        return file.text().substring(word.span().end(), comment.end()).strip();
    }

    /** Whether there are only blanks before it on its line. */
    boolean isOnOwnLine() {
        return comment.ownLine();
    }
}
