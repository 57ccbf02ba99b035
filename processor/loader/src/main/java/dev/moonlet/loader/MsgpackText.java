package dev.moonlet.loader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;

/** MessagePack of what {@link JsonText} writes. */
final class MsgpackText {

    private MsgpackText() {}

    /**
     * A value in MessagePack.
     *
     * @throws IllegalArgumentException if MessagePack can't represent it
     */
    static byte[] write(@Nullable Object value) {
        // Through JSON, so that both take the same values.
        Object plain = JsonText.parse(new String(JsonText.write(value), java.nio.charset.StandardCharsets.UTF_8));
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            write(packer, plain);
            return packer.toByteArray();
        } catch (IOException e) {
            throw new IllegalArgumentException("can't be written as MessagePack: " + e.getMessage(), e);
        }
    }

    private static void write(MessagePacker packer, @Nullable Object value) throws IOException {
        if (value == null) {
            packer.packNil();
        } else if (value instanceof Map<?, ?> map) {
            packer.packMapHeader(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                packer.packString(String.valueOf(entry.getKey()));
                write(packer, entry.getValue());
            }
        } else if (value instanceof Collection<?> collection) {
            packer.packArrayHeader(collection.size());
            for (Object element : collection) {
                write(packer, element);
            }
        } else if (value instanceof Boolean bool) {
            packer.packBoolean(bool);
        } else if (value instanceof Integer || value instanceof Long) {
            packer.packLong(((Number) value).longValue());
        } else if (value instanceof Number number) {
            packer.packDouble(number.doubleValue());
        } else {
            packer.packString(value.toString());
        }
    }

    /**
     * What some bytes hold.
     *
     * @throws IllegalArgumentException if they are not one value of MessagePack
     */
    static @Nullable Object parse(byte[] msgpack) {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(msgpack)) {
            Object value = plain(unpacker.unpackValue());
            if (unpacker.hasNext()) {
                throw new IllegalArgumentException("something follows the MessagePack");
            }
            return value;
        } catch (IOException | MessagePackException e) {
            throw new IllegalArgumentException("not MessagePack: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object plain(Value value) {
        return switch (value.getValueType()) {
            case NIL -> null;
            case BOOLEAN -> value.asBooleanValue().getBoolean();
            case INTEGER -> value.asIntegerValue().toLong();
            case FLOAT -> value.asFloatValue().toDouble();
            case STRING -> value.asStringValue().asString();
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                value.asArrayValue().forEach(element -> list.add(plain(element)));
                yield Collections.unmodifiableList(list);
            }
            case MAP -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                value.asMapValue()
                        .entrySet()
                        .forEach(entry -> map.put(
                                entry.getKey().isStringValue()
                                        ? entry.getKey().asStringValue().asString()
                                        : entry.getKey().toJson(),
                                plain(entry.getValue())));
                yield Collections.unmodifiableMap(map);
            }
            case BINARY, EXTENSION -> throw new IllegalArgumentException("not what cmsgpack writes");
        };
    }
}
