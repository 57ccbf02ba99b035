package dev.moonlet.script.directive;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.Comment;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.redis.ServerApi;
import dev.moonlet.redis.Shebang;
import dev.moonlet.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the directives among the comments of a file. */
public final class DirectiveReader {

    /** What belongs to the Lua language server, however near it is to one of ours. */
    static final Set<String> LANGUAGE_SERVER_TAGS = Set.of(
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
    private final FileTags tags;
    private final ProseRules rules;
    private final List<Directive> directives = new ArrayList<>();
    private final Map<Directive.Declared, Diagnostic> unlessUnused = new LinkedHashMap<>();
    private final List<Diagnostic> prose = new ArrayList<>();
    private Optional<OtherResult> otherResult = Optional.empty();

    private DirectiveReader(Chunk chunk, Diagnostics diagnostics) {
        this.chunk = chunk;
        this.file = chunk.file();
        this.diagnostics = diagnostics;
        this.tags = new FileTags(chunk);
        this.rules = new ProseRules(tags);
    }

    /** The directives of a file; what is wrong with them is reported. */
    public static FileDirectives read(Chunk chunk, Diagnostics diagnostics) {
        DirectiveReader reader = new DirectiveReader(chunk, diagnostics);
        List<Comment> comments = chunk.comments();
        int start = 0;
        while (start < comments.size()) {
            int end = reader.endOfCommentBlock(start);
            reader.readCommentBlock(comments.subList(start, end));
            start = end;
        }
        return new FileDirectives(reader.directives, reader.unlessUnused, reader.prose, reader.otherResult);
    }

    /** The index after the comments on consecutive lines. */
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
        List<CommentTag> found = block.stream()
                .map(comment -> CommentTag.of(file, comment))
                .flatMap(Optional::stream)
                .toList();
        Comment last = block.get(block.size() - 1);
        if (!tags.documentsFunction(last) || isOfScript(found) || isOfRegistered(last)) {
            found.forEach(this::read);
            return;
        }
        Set<String> parameters = tags.parametersBelow(last);
        for (CommentTag tag : found) {
            if (tag.is(DirectiveWord.RETURN)) {
                noteOtherResult(tag, OtherResult.Kind.OF_A_FUNCTION);
            } else if (!isOfFunction(tag, parameters)) {
                read(tag);
            }
        }
    }

    /** Whether a block is above the line that registers a function of a library. */
    private boolean isOfRegistered(Comment last) {
        return Shebang.of(file).library().isPresent()
                && file.lineText(file.line(last.next())).contains(ServerApi.REGISTER);
    }

    /** Whether a block above a function declares keys or arguments of the script. */
    private boolean isOfScript(List<CommentTag> block) {
        return block.stream().anyMatch(tags::isCertain);
    }

    /** Whether a tag documents a function: one of its parameters, or what another tool reads. */
    private static boolean isOfFunction(CommentTag tag, Set<String> parameters) {
        if (tag.is(DirectiveWord.ERROR)
                && (!tag.isPlainlyDirective()
                        || ProseRules.parse(tag, DirectiveWord.ERROR).isEmpty())) {
            return true;
        }
        if (tag.isPlainlyDirective()) {
            return false;
        }
        return tag.isDeclaration()
                ? parameters.contains(tag.content().word().text())
                : tag.directive().isEmpty() && !isInclude(tag);
    }

    private static boolean isInclude(CommentTag tag) {
        return ProseRules.parse(tag, DirectiveWord.INCLUDE).isPresent();
    }

    private void read(CommentTag tag) {
        tag.directive().ifPresentOrElse(word -> read(tag, word), () -> warnOfNearMiss(tag));
    }

    private void read(CommentTag tag, DirectiveWord word) {
        Comment comment = tag.comment();
        boolean trailing = !comment.ownLine() && comment.form() == Comment.Form.LINE;
        if (word == DirectiveWord.RETURN && (trailing || comment.place() != Comment.Place.TOP_LEVEL)) {
            return; // documents a function inside of a table or of a block
        }
        if (word == DirectiveWord.ENUM && ProseRules.parse(tag, word).isEmpty()) {
            return; // documents a table, for the Lua language server
        }
        boolean inStatement = !comment.ownLine() || comment.place() == Comment.Place.IN_STATEMENT;
        boolean misplaced = (tag.isDeclaration() || word == DirectiveWord.ENUM) && isMisplaced(comment);
        ProseRules.Reading reading = rules.reading(tag, word, misplaced || inStatement);
        if (reading == ProseRules.Reading.PROSE) {
            prose.add(ProseMessages.prose(tag, word));
            noteOtherResult(tag, OtherResult.Kind.PROSE);
        } else if (misplaced) {
            diagnostics.add(bad(tag, " is after the end of the script, or in a block")
                    .hint("write it before the first statement that uses it, outside of blocks"));
        } else if (inStatement) {
            diagnostics.add(bad(tag, " is inside a statement")
                    .hint("a directive has its own line, before or after a statement"));
        } else {
            add(tag, word, reading);
        }
    }

    private void add(CommentTag tag, DirectiveWord word, ProseRules.Reading reading) {
        try {
            Directive directive = DirectiveParser.parse(tag, word);
            directives.add(directive);
            if (reading == ProseRules.Reading.UNLESS_UNUSED && directive instanceof Directive.Declared declared) {
                unlessUnused.put(declared, ProseMessages.prose(tag, word));
            }
        } catch (DirectiveScanner.BadDirective e) {
            diagnostics.add(e.diagnostic());
        }
    }

    /** Remembers the first tag that looks like the declaration of a result and isn't. */
    private void noteOtherResult(CommentTag tag, OtherResult.Kind kind) {
        if (otherResult.isEmpty()
                && tag.is(DirectiveWord.RETURN)
                && tag.comment().place() == Comment.Place.TOP_LEVEL
                && (kind == OtherResult.Kind.PROSE
                        || ProseRules.parse(tag, DirectiveWord.RETURN).isPresent())) {
            otherResult = Optional.of(new OtherResult(kind, tag.comment().span()));
        }
    }

    /** Whether a local that is declared there would not be seen by the script. */
    private boolean isMisplaced(Comment comment) {
        List<Statement> statements = chunk.block().statements();
        Statement last = statements.isEmpty() ? null : statements.get(statements.size() - 1);
        boolean ended = last instanceof Statement.Return && comment.start() >= last.end();
        return comment.place() == Comment.Place.IN_BLOCK || ended;
    }

    private void warnOfNearMiss(CommentTag tag) {
        if (LANGUAGE_SERVER_TAGS.contains(tag.word()) || tag.word().length() < 3) {
            return;
        }
        Optional<DirectiveWord> near =
                SpellChecker.nearest(tag.word(), DirectiveWord.ALL).flatMap(DirectiveWord::of);
        if (near.isEmpty()) {
            return;
        }
        if (rules.isNearDirective(tag, near.get())) {
            diagnostics.add(
                    Diagnostic.warning("unknown-directive", "unknown directive @" + tag.word(), file, tag.wordSpan())
                            .hint(SpellChecker.question("@" + near.get().text()))
                            .meant(tag.wordSpan(), near.map(DirectiveWord::text)));
        } else if (tag.comment().place() == Comment.Place.TOP_LEVEL && tag.isOnOwnLine()) {
            prose.add(ProseMessages.prose(tag, near.get()));
        }
    }

    private Diagnostic bad(CommentTag tag, String message) {
        return Diagnostic.error("bad-directive", "@" + tag.word() + message, file, tag.wordSpan());
    }
}
