package dev.moonlet.lsp;

import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * An annotation {@code @LuaScript("name")} in a source of Java or Kotlin, outside of comments and strings.
 *
 * @param script the name in it
 * @param span the annotation
 */
record JavaAnnotation(String script, Span span) {

    private static final String NAME = "@LuaScript";

    /** The annotations of a text. */
    static List<JavaAnnotation> of(String text) {
        String code = JavaText.withoutComments(text);
        List<JavaAnnotation> found = new ArrayList<>();
        for (int at = code.indexOf(NAME); at >= 0; at = code.indexOf(NAME, at + 1)) {
            int open = code.indexOf('(', at);
            boolean plain =
                    open >= 0 && code.substring(at + NAME.length(), open).isBlank();
            int quote = plain ? code.indexOf('"', open) : -1;
            int end = quote < 0 ? -1 : text.indexOf('"', quote + 1);
            if (end > 0) {
                found.add(new JavaAnnotation(text.substring(quote + 1, end), new Span(at, end + 1)));
            }
        }
        return found;
    }

    /** The names in front of parentheses from an offset on, which are those of methods, among others. */
    static List<Span> methods(String text, int from) {
        String code = JavaText.withoutComments(text);
        List<Span> found = new ArrayList<>();
        for (int open = code.indexOf('(', from); open >= 0; open = code.indexOf('(', open + 1)) {
            int start = open;
            while (start > from && Character.isJavaIdentifierPart(code.charAt(start - 1))) {
                start--;
            }
            if (start < open) {
                found.add(new Span(start, open));
            }
        }
        return found;
    }
}
