package dev.moonlet.script.directive;

import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.lua.Comment;
import dev.moonlet.redis.ScriptFlags;
import dev.moonlet.script.LuaType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells directives from documentation in prose. {@code ---@return} is nearly always a directive, mistakes in it included;
 * with two dashes, what does not read as a declaration is prose.
 */
final class ProseRules {

    /** What a tag is. */
    enum Reading {
        /** A directive, perhaps with a mistake in it. */
        DIRECTIVE,
        /** Documentation. */
        PROSE,
        /** A declaration, unless the script takes its keys or arguments in another way. */
        UNLESS_UNUSED
    }

    /** What the code of an error begins with. */
    private static final Pattern CODE = Pattern.compile("[-+\"'.]*\\d|[\"']");

    private final FileTags tags;

    ProseRules(FileTags tags) {
        this.tags = tags;
    }

    /**
     * What a tag is.
     *
     * @param word its word, which is that of a directive
     * @param misplaced whether nothing can be declared where it stands
     */
    Reading reading(CommentTag tag, DirectiveWord word, boolean misplaced) {
        if (tag.comment().form() == Comment.Form.PERCENT) {
            return Reading.DIRECTIVE;
        }
        if (tag.text().startsWith(":")) {
            return Reading.PROSE;
        }
        if (tag.isDeclaration()) {
            return declaration(tag, word, misplaced);
        }
        return isDirective(tag, word) ? Reading.DIRECTIVE : Reading.PROSE;
    }

    private boolean isDirective(CommentTag tag, DirectiveWord word) {
        Optional<Directive> parsed = parse(tag, word);
        if (word == DirectiveWord.ERROR) {
            return parsed.isPresent() || isMeant(tag, word);
        }
        if (word != DirectiveWord.RETURN) {
            return tag.isPlainlyDirective() || parsed.isPresent() || isMeant(tag, word);
        }
        if (tag.isPlainlyDirective()) {
            return parsed.isPresent() || !isSentence(tag);
        }
        return parsed.map(directive -> isResult(tag, (Directive.Return) directive))
                .orElseGet(() -> isMeant(tag, word));
    }

    /** Reads a tag; empty if it is not a correct directive. */
    static Optional<Directive> parse(CommentTag tag, DirectiveWord word) {
        try {
            return Optional.of(DirectiveParser.parse(tag, word));
        } catch (DirectiveScanner.BadDirective e) {
            return Optional.empty();
        }
    }

    private Reading declaration(CommentTag tag, DirectiveWord word, boolean misplaced) {
        String text = tag.text();
        Optional<Directive> parsed = parse(tag, word);
        if (ProseText.isNoDeclaration(tag)) {
            return Reading.PROSE;
        }
        if (tag.isPlainlyDirective() || tags.isCertain(tag)) {
            boolean sentence =
                    parsed.isEmpty() && !tags.uses().uses(tag.content().word().text()) && isSentence(tag);
            return sentence ? Reading.PROSE : Reading.DIRECTIVE;
        }
        if (misplaced
                || ProseText.isSentence(text, word == DirectiveWord.ARG || word == DirectiveWord.RESUME ? 3 : 2)) {
            return Reading.PROSE;
        }
        if (parsed.isPresent()) {
            return tag.style() == CommentTag.Style.SPACED ? Reading.DIRECTIVE : Reading.UNLESS_UNUSED;
        }
        boolean undeclared = tag.style() == CommentTag.Style.TWO_DASHES && tags.reads(tag);
        return undeclared || !isMeant(tag, word) ? Reading.PROSE : Reading.DIRECTIVE;
    }

    /** Whether a tag with a mistake is one word, or nearly right. */
    private boolean isMeant(CommentTag tag, DirectiveWord word) {
        String text = tag.text();
        List<String> words = ProseText.words(text);
        return switch (word) {
            case KEY, SHARD, ONCE -> words.size() < 2;
            case ARG, RESUME ->
                words.size() < 2 || isType(text.substring(words.get(0).length()).strip());
            case INCLUDE ->
                words.size() < 2 || text.indexOf('"') >= 0 || text.indexOf('\'') >= 0 || text.indexOf('/') >= 0;
            case PRAGMA ->
                words.size() < 2
                        || SpellChecker.nearest(words.get(0), List.of("once")).isPresent();
            case RETURN -> isResultWithMistake(tag);
            case ENUM -> false;
            case ERROR ->
                tag.isPlainlyDirective()
                        && (words.size() < 2 || CODE.matcher(text).lookingAt());
            case FLAGS ->
                words.size() < 2
                        || words.stream()
                                .anyMatch(flag -> SpellChecker.nearest(flag.replace(",", ""), ScriptFlags.KNOWN)
                                        .isPresent());
        };
    }

    /** Whether a text begins with a type, or with what is nearly one. */
    private static boolean isType(String text) {
        return (text.indexOf('=') >= 0 && TypeReader.names().contains(ProseText.firstWord(text)))
                || ProseText.isNotation(text)
                || ProseText.nearType(text).isPresent();
    }

    /** Whether a mistaken directive with three dashes is a sentence after all. */
    private boolean isSentence(CommentTag tag) {
        String text = tag.text();
        List<String> words = ProseText.words(text);
        if (tag.is(DirectiveWord.RETURN)) {
            return !text.isEmpty() && (ProseText.isNoDeclaration(tag) || isSentence(text, words));
        }
        String type =
                words.isEmpty() ? "" : text.substring(words.get(0).length()).strip();
        return tag.is(DirectiveWord.ARG)
                && tags.reads(tag)
                && !type.isEmpty()
                && isSentence(type, ProseText.words(type));
    }

    private static boolean isSentence(String text, List<String> words) {
        if (ProseText.beginsLikeNoType(text)) {
            return words.size() > 1;
        }
        boolean plain = words.get(0).chars().allMatch(c -> c >= 'a' && c <= 'z');
        return plain
                && words.size() > 2
                && ProseText.nearType(text).isEmpty()
                && !TypeReader.names().contains(words.get(0));
    }

    private boolean isResult(CommentTag tag, Directive.Return result) {
        if (ProseText.goesOn(result.type(), result.description())) {
            return false;
        }
        boolean twoDashes = tag.style() == CommentTag.Style.TWO_DASHES;
        boolean sentence =
                result.type() instanceof LuaType.Scalar && !result.description().isEmpty();
        boolean documented = tags.hasDocumentation() || tags.results() > 1 || (twoDashes && sentence);
        return !(twoDashes && tag.text().startsWith("(")) && (tags.declares() || !documented);
    }

    private boolean isResultWithMistake(CommentTag tag) {
        String text = tag.text();
        if (ProseText.isNoDeclaration(tag)) {
            return false;
        }
        if (ProseText.isNotation(text)) {
            return tags.declares() || ProseText.hasNearType(text);
        }
        boolean alone = ProseText.words(text).size() == 1;
        return (alone || tags.declares()) && ProseText.nearType(text).isPresent();
    }

    /** Whether a tag whose word is nearly that of a directive is one. */
    boolean isNearDirective(CommentTag tag, DirectiveWord near) {
        if (ProseText.isNoDeclaration(tag)) {
            return false;
        }
        boolean parsed = parse(tag, near).isPresent();
        if (tag.isPlainlyDirective()) {
            String text = tag.text();
            return parsed || text.isEmpty() || !isSentence(text, ProseText.words(text));
        }
        return parsed && (near == DirectiveWord.INCLUDE || tags.declares());
    }
}
