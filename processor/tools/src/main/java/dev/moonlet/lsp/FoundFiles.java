package dev.moonlet.lsp;

import dev.moonlet.script.directive.Directive;
import dev.moonlet.script.file.Reference;
import dev.moonlet.source.Span;
import java.util.List;

/** Finds the files that an include, a {@code require} or a {@code CALL} at an offset names. */
final class FoundFiles {

    private FoundFiles() {}

    static List<String> at(Document document, int offset) {
        for (Directive directive : document.file().directives()) {
            if (directive instanceof Directive.Include include && isIn(include.span(), offset)) {
                return document.scripts().compiler().included(document.file(), include);
            }
        }
        for (Reference reference : document.file().references()) {
            if (isIn(reference.span(), offset)) {
                return document.scripts().compiler().target(document.name(), reference).stream()
                        .toList();
            }
        }
        return List.of();
    }

    private static boolean isIn(Span span, int offset) {
        return span.start() <= offset && offset <= span.end();
    }
}
