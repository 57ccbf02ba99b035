package dev.moonlet.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.moonlet.loader.JsonText;
import dev.moonlet.source.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON. */
final class Json {

    /** How much of a text is shown that is no JSON. */
    private static final int LONGEST = 80;

    private Json() {}

    /** A value on several lines. */
    static String pretty(@Nullable Object value) {
        try {
            return Printable.json(JSON.std
                    .with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
                    .asString(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a text holds. */
    static @Nullable Object parse(String what, String text) {
        try {
            return JsonText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    what + " is no JSON: " + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text));
        }
    }
}
