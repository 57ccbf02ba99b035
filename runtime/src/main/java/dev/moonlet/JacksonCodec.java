package dev.moonlet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * JSON by Jackson 2, which an application that uses this adds: {@code com.fasterxml.jackson.core:jackson-databind}.
 *
 * <p>Safe for use by several threads.
 *
 * @see <a href="https://github.com/FasterXML/jackson-databind">jackson-databind</a>
 */
public final class JacksonCodec implements JsonCodec {

    private final ObjectMapper mapper;

    /**
     * A codec that writes and reads as a mapper is configured to.
     *
     * @param mapper the mapper, which is not configured any more once it is in use
     */
    public JacksonCodec(ObjectMapper mapper) {
        this.mapper = Objects.requireNonNull(mapper, "mapper");
    }

    @Override
    public byte[] encode(Object value, JsonType<?> type) {
        try {
            return mapper.writerFor(mapper.constructType(type.type())).writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    @Override
    public <T> @Nullable T decode(byte[] json, JsonType<T> type) {
        try {
            return mapper.readValue(json, mapper.constructType(type.type()));
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
