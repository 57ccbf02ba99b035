package dev.moonlet.lsp;

import dev.moonlet.lua.Comment;
import dev.moonlet.script.ScriptName;
import dev.moonlet.script.directive.Directive;
import dev.moonlet.script.directive.DirectiveWord;
import dev.moonlet.script.directive.TypeReader;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.Optional;
import org.eclipse.lsp4j.CompletionItemKind;

/** Offers directives, and what they are made of. */
final class DirectiveCompletion {

    private DirectiveCompletion() {}

    static void add(Document document, Comment comment, int offset, CompletionSink sink) {
        SourceFile file = document.source();
        String written = file.text(new Span(comment.start(), offset));
        int mark = written.indexOf('@');
        if (mark < 0 || !written.substring(0, mark).replace("-", "").isBlank()) {
            return;
        }
        int wordStart = comment.start() + mark + 1;
        Word word = Word.before(file, offset);
        if (word.span().start() <= wordStart) {
            for (String directive : DirectiveWord.ALL) {
                String meaning =
                        DirectiveWord.of(directive).map(DirectiveWord::meaning).orElse("");
                sink.add(directive, CompletionItemKind.Keyword, meaning, new Span(wordStart, offset), directive);
            }
            return;
        }
        String content = written.substring(mark + 1);
        Optional<DirectiveWord> directive = DirectiveWord.of(content.split("\\s", 2)[0]);
        if (directive.isEmpty()) {
            return;
        }
        switch (directive.get()) {
            case INCLUDE -> includes(document, written, comment, offset, sink);
            case ARG, RETURN ->
                TypeReader.names()
                        .forEach(type -> sink.add(type, CompletionItemKind.TypeParameter, "", word.span(), type));
            case KEY -> {
                if (content.indexOf('=') >= 0) {
                    FoundName.directives(document.file())
                            .forEach(declared -> sink.add(
                                    declared.name(),
                                    CompletionItemKind.Property,
                                    declared instanceof Directive.Key ? "key" : "argument",
                                    word.span(),
                                    declared.name()));
                }
            }
            case PRAGMA -> sink.add("once", CompletionItemKind.Keyword, "", word.span(), "once");
            case FLAGS ->
                dev.moonlet.redis.ScriptFlags.KNOWN.forEach(flag -> sink.add(
                        flag, CompletionItemKind.Keyword, "", new Span(flagStart(file, offset), offset), flag));
            default -> {}
        }
    }

    private static int flagStart(SourceFile file, int offset) {
        int start = offset;
        while (start > 0
                && (Character.isLetter(file.text().charAt(start - 1))
                        || file.text().charAt(start - 1) == '-')) {
            start--;
        }
        return start;
    }

    private static void includes(Document document, String written, Comment comment, int offset, CompletionSink sink) {
        int quote = Math.max(written.indexOf('"'), written.indexOf('\''));
        if (quote < 0) {
            return;
        }
        Span span = new Span(comment.start() + quote + 1, offset);
        String folder = ScriptName.folder(document.name());
        boolean fromRoot = document.source().text(span).startsWith("/");
        for (String name : document.scripts().compiler().names()) {
            if (!name.equals(document.name())) {
                String path = fromRoot
                        ? "/" + name
                        : folder.isEmpty()
                                ? name
                                : name.startsWith(folder + "/") ? name.substring(folder.length() + 1) : "/" + name;
                sink.add(path, CompletionItemKind.File, "", span, path);
            }
        }
    }
}
