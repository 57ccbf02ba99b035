package dev.moonlet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/**
 * JSON by Jackson 3, which an application that uses this adds: {@code tools.jackson.core:jackson-databind}.
 *
 * <p>Safe for use by several threads.
 *
 * @see <a href="https://github.com/FasterXML/jackson-databind">jackson-databind</a>
 */
public final class Jackson3Codec implements JsonCodec {

    private final ObjectMapper mapper;

    /**
     * A codec that writes and reads as a mapper is configured to.
     *
     * @param mapper the mapper
     */
    public Jackson3Codec(ObjectMapper mapper) {
        this.mapper = Objects.requireNonNull(mapper, "mapper");
    }

    @Override
    public byte[] encode(Object value, JsonType<?> type) {
        return mapper.writerFor(mapper.constructType(type.type())).writeValueAsBytes(value);
    }

    @Override
    public <T> @Nullable T decode(byte[] json, JsonType<T> type) {
        return mapper.readValue(json, mapper.constructType(type.type()));
    }
}
