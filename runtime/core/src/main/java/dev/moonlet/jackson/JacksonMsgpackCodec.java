package dev.moonlet.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MappingJsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import dev.moonlet.MsgpackCodec;
import dev.moonlet.TypeRef;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * MessagePack by Jackson 2 and a factory that the application adds: {@code org.msgpack:jackson-dataformat-msgpack}.
 *
 * <p>Lua has one empty table, which {@code cmsgpack} writes as an empty array; where a map or an object is expected, it is an empty
 * one.
 *
 * <p>Safe for use by several threads.
 *
 * @see <a href="https://github.com/msgpack/msgpack-java/tree/main/msgpack-jackson">jackson-dataformat-msgpack</a>
 */
public final class JacksonMsgpackCodec implements MsgpackCodec {

    private static final DeserializationProblemHandler EMPTY_TABLES = new EmptyTables();

    private final MapperValues values;

    /**
     * A codec that writes and reads as a mapper is configured to.
     *
     * @param mapper the mapper of a {@code MessagePackFactory}, which is not configured any more once it is in use
     * @throws IllegalArgumentException if it is a mapper of JSON
     */
    public JacksonMsgpackCodec(ObjectMapper mapper) {
        this.values = new MapperValues(mapper, EMPTY_TABLES);
        if (mapper.getFactory().getClass() == JsonFactory.class || mapper.getFactory() instanceof MappingJsonFactory) {
            throw new IllegalArgumentException(
                    "the mapper writes JSON: make one with new ObjectMapper(new MessagePackFactory())");
        }
    }

    @Override
    public byte[] encode(Object value, TypeRef<?> type) {
        return values.encode(value, type);
    }

    @Override
    public <T> @Nullable T decode(byte[] msgpack, TypeRef<T> type) {
        return values.decode(msgpack, type);
    }

    /** Reads an empty array where an object is expected. */
    private static final class EmptyTables extends DeserializationProblemHandler {

        @Override
        public Object handleUnexpectedToken(
                DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String message)
                throws IOException {
            boolean sequence = type.isArrayType() || type.isCollectionLikeType();
            if (!sequence && token == JsonToken.START_ARRAY && parser.nextToken() == JsonToken.END_ARRAY) {
                return context.readTreeAsValue(context.getNodeFactory().objectNode(), type);
            }
            return NOT_HANDLED;
        }
    }
}
