package dev.moonlet.jackson;

import dev.moonlet.JsonCodec;
import dev.moonlet.TypeRef;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/**
 * JSON by Jackson 3, which an application that uses this adds: {@code tools.jackson.core:jackson-databind}.
 *
 * <p>Lua has one empty table, which is written as {@code {}}; where an array or a collection is expected, it is an empty one.
 *
 * <p>Safe for use by several threads.
 *
 * @see <a href="https://github.com/FasterXML/jackson-databind">jackson-databind</a>
 */
public final class Jackson3Codec implements JsonCodec {

    private static final DeserializationProblemHandler EMPTY_TABLES = new EmptyTables();

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
    public byte[] encode(Object value, TypeRef<?> type) {
        return mapper.writerFor(mapper.constructType(type.type())).writeValueAsBytes(value);
    }

    @Override
    public <T> @Nullable T decode(byte[] json, TypeRef<T> type) {
        return mapper.readerFor(mapper.constructType(type.type()))
                .withHandler(EMPTY_TABLES)
                .readValue(json);
    }

    /** Reads an empty object where a sequence is expected. */
    private static final class EmptyTables extends DeserializationProblemHandler {

        @Override
        public Object handleUnexpectedToken(
                DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String message) {
            boolean sequence = type.isArrayType() || type.isCollectionLikeType();
            if (sequence && token == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.END_OBJECT) {
                return context.readTreeAsValue(context.getNodeFactory().arrayNode(), type);
            }
            return NOT_HANDLED;
        }
    }
}
