package dev.moonlet.loader;

import dev.moonlet.JsonCodec;
import dev.moonlet.TypeRef;
import org.jspecify.annotations.Nullable;

/** JSON that is written already. */
final class WrittenJson implements JsonCodec {

    static final WrittenJson CODEC = new WrittenJson();

    static final TypeRef<Object> TYPE = TypeRef.of(Object.class);

    private WrittenJson() {}

    @Override
    public byte[] encode(Object value, TypeRef<?> type) {
        return (byte[]) value;
    }

    @Override
    public <T> @Nullable T decode(byte[] json, TypeRef<T> type) {
        throw new UnsupportedOperationException("results are read as what they are");
    }
}
