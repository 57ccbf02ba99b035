package dev.moonlet.script.directive;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.diagnostic.SpellChecker;

/** Writes the diagnostic about a tag that is read as documentation. */
final class ProseMessages {

    private ProseMessages() {}

    /**
     * The remark that a tag is not a directive, with the way to write one.
     *
     * @param word the directive that its word is, or is near to
     */
    static Diagnostic prose(CommentTag tag, DirectiveWord word) {
        String near = word == DirectiveWord.RETURN
                ? ProseText.nearType(tag.text())
                        .map(type -> " (" + SpellChecker.question(type) + ")")
                        .orElse("")
                : "";
        return Diagnostic.warning(
                        "directive-in-prose",
                        "@" + tag.word() + " is read as documentation here, and declares nothing",
                        tag.file(),
                        tag.wordSpan())
                .as(Severity.HINT)
                .hint("to declare " + word.usage() + near);
    }
}
