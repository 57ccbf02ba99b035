package dev.moonlet.cli;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a reply and the result that is made of it have in common. */
final class PlainValue {

    private PlainValue() {}

    /** A reply or a result, as lists, texts and numbers: a record is a list of its components. */
    static Object of(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return of(optional.orElse(null));
        }
        if (value instanceof List<?> list) {
            return parts(list.stream().map(PlainValue::of).toList());
        }
        if (value instanceof Record made) {
            return parts(Arrays.stream(made.getClass().getRecordComponents())
                    .map(component -> of(component(component, made)))
                    .toList());
        }
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (value instanceof Boolean flag) {
            return flag ? 1L : "nothing";
        }
        return value == null ? "nothing" : value;
    }

    /** The parts of a list or a record without those at its end that are nothing, which Redis may leave out. */
    private static List<Object> parts(List<Object> all) {
        int size = all.size();
        while (size > 0 && all.get(size - 1).equals("nothing")) {
            size--;
        }
        return all.subList(0, size);
    }

    private static @Nullable Object component(RecordComponent component, Record made) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(made);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record that is read", e);
        }
    }
}
