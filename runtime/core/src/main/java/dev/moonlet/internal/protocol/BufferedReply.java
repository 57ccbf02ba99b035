package dev.moonlet.internal.protocol;

import dev.moonlet.JsonCodec;
import dev.moonlet.MsgpackCodec;
import dev.moonlet.TypeRef;
import dev.moonlet.ValueCodec;
import dev.moonlet.codegen.EnumCodes;
import dev.moonlet.codegen.ReplyDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A reply on its buffer, which is read from front to back when all of it is there. Used again for other replies. */
final class BufferedReply extends ScalarReply {

    /** What a decoder makes of the reply to a script. */
    <T extends @Nullable Object> T decode(LinkedScript repliedTo, ReplyDecoder<T> decoder) {
        begin(repliedTo);
        undeclared = false;
        return decode("", decoder);
    }

    /** What a decoder makes of the next value, which is the reply to a script. */
    <T extends @Nullable Object> T decodeNext(LinkedScript repliedTo, ReplyDecoder<T> decoder) {
        goOn(repliedTo);
        undeclared = false;
        return decode("", decoder);
    }

    @Override
    public <T, V> T coded(String path, ValueCodec<T, V> codec, ReplyDecoder<V> decoder) {
        V value = decode(path, decoder);
        String expected = codec instanceof EnumCodes<?, ?> codes
                ? codes.toString()
                : "a value that " + codec.getClass().getSimpleName() + " decodes";
        T decoded;
        try {
            decoded = codec.decode(value);
        } catch (RuntimeException e) {
            throw mismatch(path, expected, "another", e);
        }
        if (decoded == null) {
            throw mismatch(path, expected, "one that it makes null of");
        }
        return decoded;
    }

    @Override
    public <T> T json(String path, JsonCodec codec, TypeRef<T> type) {
        return encoded(path, "JSON", codec::decode, type);
    }

    @Override
    public <T> @Nullable T optionalJson(String path, JsonCodec codec, TypeRef<T> type) {
        return skipNil() ? null : parsed(path, "JSON", codec::decode, type);
    }

    @Override
    public <T> T msgpack(String path, MsgpackCodec codec, TypeRef<T> type) {
        return encoded(path, "MessagePack", codec::decode, type);
    }

    @Override
    public <T> @Nullable T optionalMsgpack(String path, MsgpackCodec codec, TypeRef<T> type) {
        return skipNil() ? null : parsed(path, "MessagePack", codec::decode, type);
    }

    /** Reads the bytes of a form of values. */
    private interface Parser<T> {

        @Nullable
        T parse(byte[] bytes, TypeRef<T> type);
    }

    private <T> T encoded(String path, String form, Parser<T> parser, TypeRef<T> type) {
        T value = parsed(path, form, parser, type);
        if (value == null) {
            throw mismatch(path, form + " of type " + type, "null");
        }
        return value;
    }

    private <T> @Nullable T parsed(String path, String form, Parser<T> parser, TypeRef<T> type) {
        require(ReplyBuffer.Kind.STRING, path, "a string of " + form);
        byte[] bytes = nextBytes();
        try {
            return parser.parse(bytes, type);
        } catch (RuntimeException e) {
            throw mismatch(path, form + " of type " + type, "a string that the codec does not read as such", e);
        }
    }

    @Override
    public <T> Set<T> set(String path, ReplyDecoder<T> element) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(list(path, element)));
    }

    @Override
    public void discard() {
        position = buffer.size();
    }

    @Override
    public boolean skipNil() {
        if (position < buffer.size() && kind() == ReplyBuffer.Kind.NIL) {
            position++;
            return true;
        }
        return false;
    }

    @Override
    public <T> Optional<T> optional(String path, ReplyDecoder<T> present) {
        return skipNil() ? Optional.empty() : Optional.of(decode(path, present));
    }

    @Override
    public <T extends @Nullable Object> List<T> list(String path, ReplyDecoder<T> element) {
        require(ReplyBuffer.Kind.ARRAY, path, "an array");
        int count = (int) nextNumber();
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            try {
                list.add(element.decode(this));
            } catch (RuntimeException e) {
                throw failed(path + "[" + i + "]", e);
            }
        }
        return Collections.unmodifiableList(list);
    }

    @Override
    public void fields(int count) {
        if (position >= buffer.size() || kind() != ReplyBuffer.Kind.ARRAY || buffer.number(position) != count) {
            String expected = "a record of " + count + " fields";
            require(ReplyBuffer.Kind.ARRAY, "", expected);
            throw mismatch("", expected, "an array of " + buffer.number(position));
        }
        position++;
    }

    @Override
    public int fields(int required, int count) {
        String expected = "a record of " + required + " to " + count + " fields";
        require(ReplyBuffer.Kind.ARRAY, "", expected);
        long found = buffer.number(position);
        if (found < required || found > count) {
            throw mismatch("", expected, "an array of " + found);
        }
        position++;
        return (int) found;
    }

    @Override
    public <T> T at(String path, ReplyDecoder<T> decoder) {
        return decode(path, decoder);
    }

    private <T extends @Nullable Object> T decode(String path, ReplyDecoder<T> decoder) {
        try {
            return decoder.decode(this);
        } catch (RuntimeException e) {
            throw failed(path, e);
        }
    }

    @Override
    public <T extends @Nullable Object> Map<String, T> map(String path, ReplyDecoder<T> value) {
        long pairs = pairs(path);
        Map<String, T> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs; i++) {
            String key = string(path);
            try {
                map.put(key, value.decode(this));
            } catch (RuntimeException e) {
                throw failed(path + "[value " + (i + 1) + "]", e); // without the key, which may be private
            }
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public <K, V extends @Nullable Object> Map<K, V> pairs(String path, ReplyDecoder<K> key, ReplyDecoder<V> value) {
        Map<K, V> map = new LinkedHashMap<>();
        eachPair(path, () -> {
            K next = key.decode(this);
            if (map.containsKey(next)) {
                throw mismatch("", "each key once, since a map keeps one value a key", "a key that was there before");
            }
            map.put(next, value.decode(this));
        });
        return Collections.unmodifiableMap(map);
    }

    @Override
    public <T> List<T> pairs(String path, ReplyDecoder<T> pair) {
        List<T> list = new ArrayList<>();
        eachPair(path, () -> list.add(pair.decode(this)));
        return Collections.unmodifiableList(list);
    }

    /** Reads pairs, which are sent as commands reply them: their numbers may be strings. */
    private void eachPair(String path, Runnable read) {
        long pairs = pairs(path);
        boolean outer = undeclared;
        undeclared = true;
        for (int i = 0; i < pairs; i++) {
            try {
                read.run();
            } catch (RuntimeException e) {
                throw failed(path + "[pair " + (i + 1) + "]", e);
            }
        }
        undeclared = outer;
    }

    /** Enters a map of RESP3, or a flat array of keys and values. */
    private long pairs(String path) {
        if (position < buffer.size() && kind() == ReplyBuffer.Kind.MAP) {
            return nextNumber();
        }
        String expected = "an array of keys and values";
        require(ReplyBuffer.Kind.ARRAY, path, expected);
        long count = buffer.number(position);
        if (count % 2 != 0) {
            throw mismatch(path, expected, "an array of " + count);
        }
        position++;
        return count / 2;
    }

    @Override
    public @Nullable Object any(String path) {
        if (buffer.size() == 0) {
            return SWALLOWED_STATUS;
        }
        return switch (kind()) {
            case NIL -> {
                position++;
                yield null;
            }
            case INTEGER -> exact(path);
            case DOUBLE -> Double.longBitsToDouble(nextNumber());
            case STRING -> nextTextOrBytes();
            case ARRAY -> this.<@Nullable Object>list(path, reply -> reply.any(""));
            case MAP -> anyMap(path);
            case ERROR -> throw error();
        };
    }

    /** A map of RESP3, whose count is that of its pairs. */
    private Map<Object, @Nullable Object> anyMap(String path) {
        int count = (int) nextNumber();
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            map.put(String.valueOf(any(path)), any(path));
        }
        return Collections.unmodifiableMap(map);
    }
}
