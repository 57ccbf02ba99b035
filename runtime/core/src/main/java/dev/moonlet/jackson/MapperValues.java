package dev.moonlet.jackson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import dev.moonlet.TypeRef;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes and reads values by a mapper of Jackson 2, whatever its format. */
final class MapperValues {

    private final ObjectMapper mapper;
    private final DeserializationProblemHandler emptyTables;

    /**
     * Values of a mapper.
     *
     * @param emptyTables reads an empty table of Lua where Java expects another kind of it
     */
    MapperValues(ObjectMapper mapper, DeserializationProblemHandler emptyTables) {
        this.mapper = Objects.requireNonNull(mapper, "mapper");
        this.emptyTables = emptyTables;
    }

    byte[] encode(Object value, TypeRef<?> type) {
        try {
            return mapper.writerFor(mapper.constructType(type.type())).writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    <T> @Nullable T decode(byte[] bytes, TypeRef<T> type) {
        try {
            return mapper.readerFor(mapper.constructType(type.type()))
                    .withHandler(emptyTables)
                    .readValue(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
