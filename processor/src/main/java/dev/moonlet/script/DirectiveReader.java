package dev.moonlet.script;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Suggestion;
import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.Comment;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the directives among the comments of a file. */
final class DirectiveReader {

    private static final List<String> WORDS = List.of("include", "pragma", "key", "arg", "return", "flags");

    private static final Set<String> DECLARATIONS = Set.of("key", "arg");

    /** What belongs to the Lua language server, however near it is to one of ours. */
    private static final Set<String> LANGUAGE_SERVER_TAGS = Set.of(
            "alias",
            "as",
            "async",
            "cast",
            "class",
            "deprecated",
            "diagnostic",
            "enum",
            "field",
            "generic",
            "meta",
            "module",
            "nodiscard",
            "operator",
            "overload",
            "package",
            "param",
            "private",
            "protected",
            "public",
            "return",
            "see",
            "source",
            "type",
            "vararg",
            "version");

    private final Chunk chunk;
    private final SourceFile file;
    private final Diagnostics diagnostics;
    private final List<Directive> directives = new ArrayList<>();

    private DirectiveReader(Chunk chunk, Diagnostics diagnostics) {
        this.chunk = chunk;
        this.file = chunk.file();
        this.diagnostics = diagnostics;
    }

    /** The directives of a file, in order. */
    static List<Directive> read(Chunk chunk, Diagnostics diagnostics) {
        DirectiveReader reader = new DirectiveReader(chunk, diagnostics);
        List<Comment> comments = chunk.comments();
        int start = 0;
        while (start < comments.size()) {
            int end = reader.endOfCommentBlock(start);
            reader.readCommentBlock(comments.subList(start, end));
            start = end;
        }
        return List.copyOf(reader.directives);
    }

    /** The index after the comments that stand on consecutive lines. */
    private int endOfCommentBlock(int start) {
        List<Comment> comments = chunk.comments();
        int end = start + 1;
        while (end < comments.size()
                && file.line(comments.get(end).start())
                        == file.line(comments.get(end - 1).start()) + 1
                && comments.get(end).ownLine()) {
            end++;
        }
        return end;
    }

    private void readCommentBlock(List<Comment> block) {
        boolean scripts = block.stream().anyMatch(comment -> isTag(comment, "key") || isTag(comment, "arg"));
        boolean functions = !scripts && documentsFunction(block.get(block.size() - 1));
        for (Comment comment : block) {
            if (!(functions && isTag(comment, "return"))) {
                read(comment);
            }
        }
    }

    private boolean documentsFunction(Comment last) {
        return last.form() == Comment.Form.LINE
                && chunk.functionLines().get(file.line(last.next()))
                && file.line(last.next()) == file.line(last.start()) + 1;
    }

    private boolean isTag(Comment comment, String word) {
        return tag(comment)
                .filter(scanner -> scanner.word().text().equals(word))
                .isPresent();
    }

    /** A scanner that stands at the word of a directive or of another tag; empty if the comment has none. */
    private Optional<DirectiveScanner> tag(Comment comment) {
        DirectiveScanner scanner = new DirectiveScanner(file, comment.start(), comment.end());
        boolean tag =
                switch (comment.form()) {
                    case LONG -> false;
                    case PERCENT -> scanner.accept('%');
                    case LINE -> {
                        scanner.accept('-');
                        scanner.accept('-');
                        scanner.accept('-');
                        scanner.skipBlanks();
                        yield scanner.accept('@');
                    }
                };
        return tag ? Optional.of(scanner) : Optional.empty();
    }

    private void read(Comment comment) {
        DirectiveScanner scanner = tag(comment).orElse(null);
        if (scanner == null) {
            return;
        }
        DirectiveScanner.Word word = scanner.word();
        if (!WORDS.contains(word.text())) {
            warnOfNearMiss(word);
            return;
        }
        boolean inStatement = comment.place() == Comment.Place.IN_STATEMENT;
        boolean trailing = !comment.ownLine() && comment.form() == Comment.Form.LINE;
        if (word.text().equals("return") && (trailing || comment.place() != Comment.Place.TOP_LEVEL)) {
            return; // documents a function inside of a table or of a block
        }
        if (DECLARATIONS.contains(word.text()) && isMisplaced(comment)) {
            diagnostics.add(bad("@" + word.text() + " stands where the script has ended, or in a block", word.span())
                    .hint("declare keys and arguments before the first statement that uses them, outside of blocks"));
            return;
        }
        if (!comment.ownLine() || inStatement) {
            diagnostics.add(bad("@" + word.text() + " stands inside a statement", word.span())
                    .hint("a directive is a line of its own, before or after a statement"));
            return;
        }
        try {
            directives.add(read(word, scanner, comment.span()));
        } catch (DirectiveScanner.BadDirective e) {
            diagnostics.add(e.diagnostic());
        }
    }

    /** Whether a local that is declared there would not be seen by the script. */
    private boolean isMisplaced(Comment comment) {
        List<Statement> statements = chunk.block().statements();
        Statement last = statements.isEmpty() ? null : statements.get(statements.size() - 1);
        boolean ended = last instanceof Statement.Return && comment.start() >= last.end();
        return comment.place() == Comment.Place.IN_BLOCK || ended;
    }

    private Directive read(DirectiveScanner.Word word, DirectiveScanner scanner, Span span) {
        return switch (word.text()) {
            case "include" -> {
                DirectiveScanner.Word path = scanner.quoted();
                scanner.expectEnd("one path in quotes");
                yield new Directive.Include(span, path.text(), path.span());
            }
            case "pragma" -> {
                DirectiveScanner.Word once = scanner.word();
                if (!once.text().equals("once")) {
                    throw scanner.bad("@pragma is followed by \"once\" and nothing else", once.span());
                }
                scanner.expectEnd("@pragma once");
                yield new Directive.PragmaOnce(span);
            }
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
                scanner.description();
                yield new Directive.Return(span, type, typeSpan);
            }
        };
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

    private void warnOfNearMiss(DirectiveScanner.Word word) {
        if (LANGUAGE_SERVER_TAGS.contains(word.text()) || word.text().length() < 3) {
            return;
        }
        Suggestion.nearest(word.text(), WORDS)
                .ifPresent(near -> diagnostics.add(
                        Diagnostic.warning("unknown-directive", "unknown directive @" + word.text(), file, word.span())
                                .hint("did you mean @" + near + "?")));
    }

    private Diagnostic bad(String message, Span span) {
        return Diagnostic.error("bad-directive", message, file, span);
    }
}
