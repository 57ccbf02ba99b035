package dev.moonlet.loader;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.moonlet.source.Printable;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON of maps, collections, arrays, strings, numbers, booleans and {@code null}; of nothing else. */
public final class JsonText {

    /** What {@code cjson} of Redis reads. */
    private static final int MAX_DEPTH = 1000;

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /**
     * What a text holds.
     *
     * @throws IllegalArgumentException if it is no JSON, or if something follows
     */
    public static @Nullable Object parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            Object value = JSON.std.anyFrom(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("something follows the JSON");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON: " + Printable.text(String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * A value in JSON, in UTF-8.
     *
     * @throws IllegalArgumentException if JSON can't represent it
     */
    public static byte[] write(@Nullable Object value) {
        try {
            return JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asBytes(plain(value, 0));
        } catch (IOException e) {
            throw new IllegalArgumentException("can't be written as JSON: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object plain(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested more than " + MAX_DEPTH + " deep, which cjson can't read");
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((key, element) -> plain.put(String.valueOf(key), plain(element, depth + 1)));
            return plain;
        }
        if (value instanceof Collection<?> collection) {
            List<@Nullable Object> plain = new ArrayList<>();
            collection.forEach(element -> plain.add(plain(element, depth + 1)));
            return plain;
        }
        if (value != null && value.getClass().isArray()) {
            List<@Nullable Object> plain = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                plain.add(plain(Array.get(value, i), depth + 1));
            }
            return plain;
        }
        if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
            throw new IllegalArgumentException("JSON can't represent " + value);
        }
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof CharSequence) {
            return value instanceof CharSequence text ? text.toString() : value;
        }
        throw new IllegalArgumentException(
                "JSON can't represent a value of type " + value.getClass().getSimpleName());
    }
}
