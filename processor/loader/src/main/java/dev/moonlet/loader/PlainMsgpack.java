package dev.moonlet.loader;

import dev.moonlet.MsgpackCodec;
import dev.moonlet.TypeRef;
import org.jspecify.annotations.Nullable;

/** MessagePack that is written already, and is read into plain values. */
final class PlainMsgpack implements MsgpackCodec {

    static final PlainMsgpack CODEC = new PlainMsgpack();

    static final TypeRef<Object> TYPE = TypeRef.of(Object.class);

    private PlainMsgpack() {}

    @Override
    public byte[] encode(Object value, TypeRef<?> type) {
        return (byte[]) value;
    }

    @Override
    @SuppressWarnings("unchecked") // the type is Object
    public <T> @Nullable T decode(byte[] msgpack, TypeRef<T> type) {
        return (T) MsgpackText.parse(msgpack);
    }
}
