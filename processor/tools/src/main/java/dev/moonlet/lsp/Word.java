package dev.moonlet.lsp;

import dev.moonlet.lua.Identifiers;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;

/**
 * The name at a place of a file.
 *
 * @param span where it is; empty if there is none
 * @param text the name
 * @param path the name, and the names with dots in front of it
 */
record Word(Span span, String text, String path) {

    /** The name around an offset. */
    static Word at(SourceFile file, int offset) {
        int end = offset;
        while (end < file.text().length() && isWord(file.text().charAt(end))) {
            end++;
        }
        return of(file, offset, end);
    }

    /** The part of a name before an offset. */
    static Word before(SourceFile file, int offset) {
        return of(file, offset, offset);
    }

    private static Word of(SourceFile file, int offset, int end) {
        String text = file.text();
        int start = offset;
        while (start > 0 && isWord(text.charAt(start - 1))) {
            start--;
        }
        int path = start;
        while (path > 0 && (isWord(text.charAt(path - 1)) || text.charAt(path - 1) == '.')) {
            path--;
        }
        return new Word(new Span(start, end), text.substring(start, end), text.substring(path, end));
    }

    private static boolean isWord(char c) {
        return Identifiers.isNameCharacter(c);
    }
}
