package dev.moonlet;

import dev.moonlet.jackson.Jackson3Codec;
import dev.moonlet.jackson.JacksonCodec;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads what a script declares as {@code json}. The implementation of an interface that has such values takes
 * one beside the executor:
 *
 * <pre>{@code
 * Orders orders = new OrdersLua(ScriptExecutor.of(connection), new JacksonCodec(new ObjectMapper()));
 * }</pre>
 *
 * <p>{@link JacksonCodec} and {@link Jackson3Codec} are ready-made. Implementations are safe for use by several threads, and
 * decode on a thread of Lettuce where a method is asynchronous.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#cjson-library">Lua API: cjson</a>
 */
public interface JsonCodec {

    /**
     * Writes a value.
     *
     * @param type its declared type
     * @return JSON in UTF-8, in an array that does not change any more: it is sent from there
     * @throws RuntimeException if it can't be written, which fails the call before anything is sent
     */
    byte[] encode(Object value, TypeRef<?> type);

    /**
     * Reads a value.
     *
     * @param json JSON in UTF-8
     * @param type its declared type
     * @return the value; {@code null} for the JSON {@code null}
     * @throws RuntimeException if it is not a value of this type, which fails the call with a
     *     {@link ReplyMismatchException}
     */
    <T> @Nullable T decode(byte[] json, TypeRef<T> type);
}
