package dev.moonlet.script;

import dev.moonlet.generated.SourceMap;
import org.jspecify.annotations.Nullable;

/**
 * A source map as text, which is decoded when it is asked for lines. Immutable and safe for use by several threads.
 *
 * @see SourceMap#decode
 */
public final class EncodedSourceMap {

    private final String text;
    private volatile @Nullable SourceMap decoded;

    EncodedSourceMap(String text) {
        this.text = text;
    }

    /** The map as text. */
    public String text() {
        return text;
    }

    /** The map. */
    public SourceMap decode() {
        SourceMap map = decoded;
        if (map == null) {
            map = SourceMap.decode(text);
            decoded = map;
        }
        return map;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncodedSourceMap map && text.equals(map.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
