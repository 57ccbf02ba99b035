package dev.moonlet;

import dev.moonlet.jackson.JacksonMsgpackCodec;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads what a script declares as {@code msgpack}: MessagePack, which is smaller than JSON and keeps all digits of
 * numbers. The implementation of an interface that has such values takes one beside the executor:
 *
 * <pre>{@code
 * ObjectMapper mapper = new ObjectMapper(new MessagePackFactory());
 * Orders orders = new OrdersLua(ScriptExecutor.of(connection), new JacksonMsgpackCodec(mapper));
 * }</pre>
 *
 * <p>{@link JacksonMsgpackCodec} is ready-made. Implementations are safe for use by several threads, and decode on a thread of
 * Lettuce where a method is asynchronous.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#cmsgpack-library">Lua API: cmsgpack</a>
 */
public interface MsgpackCodec {

    /**
     * Writes a value.
     *
     * @param type its declared type
     * @return one value in MessagePack, without binary data, extensions, and integers beyond 2<sup>53</sup>, which scripts can't read,
     *     in an array that does not change any more: it is sent from there
     * @throws RuntimeException if it can't be written, which fails the call before anything is sent
     */
    byte[] encode(Object value, TypeRef<?> type);

    /**
     * Reads a value.
     *
     * @param msgpack one value in MessagePack
     * @param type its declared type
     * @return the value; {@code null} for nil
     * @throws RuntimeException if it is not a value of this type, which fails the call with a
     *     {@link ReplyMismatchException}
     */
    <T> @Nullable T decode(byte[] msgpack, TypeRef<T> type);
}
