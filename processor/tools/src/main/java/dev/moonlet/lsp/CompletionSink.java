package dev.moonlet.lsp;

import dev.moonlet.source.Span;
import org.eclipse.lsp4j.CompletionItemKind;

/** Receives what can be written at a place. */
@FunctionalInterface
interface CompletionSink {

    /**
     * Offers something.
     *
     * @param label what is shown
     * @param detail what is shown beside it; may be empty
     * @param span what it replaces
     * @param text what takes its place
     */
    void add(String label, CompletionItemKind kind, String detail, Span span, String text);
}
