package dev.moonlet.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import dev.moonlet.JsonCodec;
import dev.moonlet.TypeRef;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * JSON by Jackson 2, which an application that uses this adds: {@code com.fasterxml.jackson.core:jackson-databind}.
 *
 * <p>Lua has one empty table, which is written as {@code {}}; where an array or a collection is expected, it is an empty one.
 *
 * <p>Safe for use by several threads.
 *
 * @see <a href="https://github.com/FasterXML/jackson-databind">jackson-databind</a>
 */
public final class JacksonCodec implements JsonCodec {

    private static final DeserializationProblemHandler EMPTY_TABLES = new EmptyTables();

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
    public byte[] encode(Object value, TypeRef<?> type) {
        try {
            return mapper.writerFor(mapper.constructType(type.type())).writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    @Override
    public <T> @Nullable T decode(byte[] json, TypeRef<T> type) {
        try {
            return mapper.readerFor(mapper.constructType(type.type()))
                    .withHandler(EMPTY_TABLES)
                    .readValue(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Reads an empty object where a sequence is expected. */
    private static final class EmptyTables extends DeserializationProblemHandler {

        @Override
        public Object handleUnexpectedToken(
                DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String message)
                throws IOException {
            boolean sequence = type.isArrayType() || type.isCollectionLikeType();
            if (sequence && token == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.END_OBJECT) {
                return context.readTreeAsValue(context.getNodeFactory().arrayNode(), type);
            }
            return NOT_HANDLED;
        }
    }
}
