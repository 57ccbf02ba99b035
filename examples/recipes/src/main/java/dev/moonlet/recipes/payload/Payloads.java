package dev.moonlet.recipes.payload;

import dev.moonlet.JsonCodec;
import dev.moonlet.TypeRef;
import dev.moonlet.ValueCodec;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Codecs for the payloads of jobs and messages. Any other {@link ValueCodec} to bytes can be used in their place.
 *
 * <pre>{@code
 * ValueCodec<Mail, byte[]> mails = Payloads.json(new JacksonCodec(new ObjectMapper()), TypeRef.of(Mail.class));
 * }</pre>
 */
public final class Payloads {

    private Payloads() {}

    /** Text, in UTF-8. */
    public static ValueCodec<String, byte[]> strings() {
        return new Strings();
    }

    /** Bytes as they are, which are not copied. */
    public static ValueCodec<byte[], byte[]> bytes() {
        return new Bytes();
    }

    /**
     * Values of a type as JSON.
     *
     * @param codec such as {@code JacksonCodec}; a JSON {@code null} is refused when it is read
     * @param type the type of the values
     */
    public static <T> ValueCodec<T, byte[]> json(JsonCodec codec, TypeRef<T> type) {
        return new Json<>(Objects.requireNonNull(codec, "codec"), Objects.requireNonNull(type, "type"));
    }

    private record Strings() implements ValueCodec<String, byte[]> {

        @Override
        public byte[] encode(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] value) {
            return new String(value, StandardCharsets.UTF_8);
        }
    }

    private record Bytes() implements ValueCodec<byte[], byte[]> {

        @Override
        public byte[] encode(byte[] value) {
            return value;
        }

        @Override
        public byte[] decode(byte[] value) {
            return value;
        }
    }

    private record Json<T>(JsonCodec codec, TypeRef<T> type) implements ValueCodec<T, byte[]> {

        @Override
        public byte[] encode(T value) {
            return codec.encode(value, type);
        }

        @Override
        public T decode(byte[] value) {
            return Objects.requireNonNull(codec.decode(value, type), "the payload is a JSON null");
        }
    }
}
