package dev.moonlet.script.directive;

import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.Comment;
import dev.moonlet.lua.Identifiers;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tags of a file, and what they and its code say together of the way in which the file is documented. */
final class FileTags {

    /** Tags that occur in documentation in prose, and never beside directives. */
    private static final Set<String> DOCUMENTATION =
            Set.of("author", "brief", "desc", "description", "example", "note", "param", "tparam", "treturn", "usage");

    private final Chunk chunk;
    private final List<CommentTag> tags;
    private Optional<NameUses> uses = Optional.empty();
    private Optional<Boolean> declares = Optional.empty();

    FileTags(Chunk chunk) {
        this.chunk = chunk;
        this.tags = chunk.comments().stream()
                .map(comment -> CommentTag.of(chunk.file(), comment))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What names the file uses. */
    NameUses uses() {
        if (uses.isEmpty()) {
            uses = Optional.of(NameUses.of(chunk.file(), chunk.block()));
        }
        return uses.get();
    }

    /** Whether the file takes what a tag declares from {@code KEYS} or {@code ARGV} itself. */
    boolean reads(CommentTag tag) {
        return tag.is(DirectiveWord.KEY) ? uses().readsKeys() : uses().readsArguments();
    }

    /** Whether it certainly declares a key or an argument. */
    boolean declares() {
        if (declares.isEmpty()) {
            declares = Optional.of(tags.stream().anyMatch(this::isCertain));
        }
        return declares.get();
    }

    /** Whether a tag certainly declares a key or an argument: it is written so, or its name is used. */
    boolean isCertain(CommentTag tag) {
        String name = tag.content().word().text();
        return tag.isDeclaration()
                && Identifiers.isName(name)
                && !ProseText.isNoDeclaration(tag)
                && (tag.isPlainlyDirective() || uses().uses(name));
    }

    /** Whether it documents its keys, arguments or results in prose. */
    boolean hasDocumentation() {
        return tags.stream()
                .filter(tag -> tag.comment().place() == Comment.Place.TOP_LEVEL)
                .anyMatch(tag -> DOCUMENTATION.contains(tag.word()) || isOfAnotherTool(tag));
    }

    /** {@code -- @returns}, {@code -- @keys}, and {@code -- @key:} */
    private static boolean isOfAnotherTool(CommentTag tag) {
        boolean directive = DirectiveWord.ALL.contains(tag.word());
        return !tag.isPlainlyDirective()
                && (directive
                        ? ProseText.isNoDeclaration(tag)
                        : !DirectiveReader.LANGUAGE_SERVER_TAGS.contains(tag.word())
                                && SpellChecker.nearest(tag.word(), DirectiveWord.ALL)
                                        .isPresent());
    }

    /** How many results it documents, but for those of functions. */
    long results() {
        return tags.stream()
                .filter(tag -> tag.is(DirectiveWord.RETURN) && !tag.isPlainlyDirective())
                .filter(tag -> tag.isOnOwnLine() && tag.comment().place() == Comment.Place.TOP_LEVEL)
                .filter(tag -> !documentsFunction(tag.comment()))
                .count();
    }

    /** Whether a comment is on the line above a function. */
    boolean documentsFunction(Comment comment) {
        int line = chunk.file().line(comment.next());
        return comment.form() == Comment.Form.LINE
                && chunk.functionLines().get(line)
                && line == chunk.file().line(comment.start()) + 1;
    }

    /** The parameters of the function that stands below a comment. */
    Set<String> parametersBelow(Comment comment) {
        return uses().parameters(chunk.file().line(comment.next()));
    }
}
