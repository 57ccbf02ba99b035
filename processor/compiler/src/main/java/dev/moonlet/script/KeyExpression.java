package dev.moonlet.script;

import dev.moonlet.source.Span;
import java.util.List;

/**
 * What a key is computed from: its parts, joined.
 *
 * @param text the expression, as it is written
 * @param parts its parts, in order
 */
public record KeyExpression(String text, List<Part> parts) {

    /** Copies the list. */
    public KeyExpression {
        parts = List.copyOf(parts);
    }

    /** A part of a key. */
    public sealed interface Part {}

    /**
     * A string.
     *
     * @param text what it says
     */
    public record Literal(String text) implements Part {}

    /**
     * A key or an argument that is declared before.
     *
     * @param name its name
     * @param span where it is named
     */
    public record Name(String name, Span span) implements Part {}
}
