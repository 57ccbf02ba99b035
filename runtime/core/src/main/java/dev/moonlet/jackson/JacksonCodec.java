package dev.moonlet.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import dev.moonlet.JsonCodec;
import dev.moonlet.TypeRef;
import java.io.IOException;
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

    private final MapperValues values;

    /**
     * A codec that writes and reads as a mapper is configured to.
     *
     * @param mapper the mapper, which is not configured any more once it is in use
     */
    public JacksonCodec(ObjectMapper mapper) {
        this.values = new MapperValues(mapper, EMPTY_TABLES);
    }

    @Override
    public byte[] encode(Object value, TypeRef<?> type) {
        return values.encode(value, type);
    }

    @Override
    public <T> @Nullable T decode(byte[] json, TypeRef<T> type) {
        return values.decode(json, type);
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
