package dev.moonlet.internal.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reply of {@code FUNCTION LIST}, which has maps, or keys and values in turn.
 *
 * @see <a href="https://redis.io/docs/latest/commands/function-list/">FUNCTION LIST</a>
 */
final class LoadedLibrary {

    private static final String NAME = "library_name";
    private static final String CODE = "library_code";

    private LoadedLibrary() {}

    /** The text of a library; empty if it is not among those of the reply. */
    static Optional<String> text(@Nullable Object reply, String library) {
        if (!(reply instanceof List<?> libraries)) {
            return Optional.empty();
        }
        for (Object each : libraries) {
            List<?> fields = fields(each);
            if (library.equals(value(fields, NAME)) && value(fields, CODE) instanceof String code) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    private static List<?> fields(@Nullable Object library) {
        if (library instanceof Map<?, ?> map) {
            List<@Nullable Object> fields = new ArrayList<>();
            map.forEach((key, value) -> {
                fields.add(key);
                fields.add(value);
            });
            return fields;
        }
        return library instanceof List<?> list ? list : List.of();
    }

    private static @Nullable Object value(List<?> fields, String name) {
        int index = fields.indexOf(name);
        return index >= 0 && index + 1 < fields.size() ? fields.get(index + 1) : null;
    }
}
