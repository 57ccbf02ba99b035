package dev.moonlet;

import dev.moonlet.generated.ScriptCall;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.protocol.CommandArgs;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code EVALSHA} and {@code EVAL}, which are already encoded: digest or text, number of keys, keys,
 * arguments. The connection's codec has no part in it.
 */
final class ScriptCommandArgs<K, V> extends CommandArgs<K, V> {

    private final ScriptCall call;
    private final boolean text;

    /** The arguments of a call, which begin with the script's text or with its digest. */
    ScriptCommandArgs(RedisCodec<K, V> codec, ScriptCall call, boolean text) {
        super(codec);
        this.call = call;
        this.text = text;
    }

    /** A codec for the places where Lettuce insists on one and Moonlet decodes by itself. */
    @SuppressWarnings("unchecked") // never asked to encode or decode a key or a value
    static <K, V> RedisCodec<K, V> unusedCodec() {
        return (RedisCodec<K, V>) ByteArrayCodec.INSTANCE;
    }

    @Override
    public int count() {
        return 2 + call.entryCount();
    }

    @Override
    public void encode(ByteBuf buffer) {
        writeBulkString(
                buffer, text ? call.script().text() : ascii(call.script().digest()));
        writeBulkString(buffer, ascii(Integer.toString(call.keyCount())));
        call.writeTo(buffer);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void writeBulkString(ByteBuf buffer, byte[] bytes) {
        buffer.writeByte('$');
        buffer.writeBytes(ascii(Integer.toString(bytes.length)));
        buffer.writeShort('\r' << 8 | '\n');
        buffer.writeBytes(bytes);
        buffer.writeShort('\r' << 8 | '\n');
    }

    @Override
    public @Nullable ByteBuffer getFirstEncodedKey() {
        return call.firstKey();
    }

    /** Names the script and no content: Lettuce logs this. */
    @Override
    public String toCommandString() {
        return call.script().digest() + " " + call.keyCount();
    }

    @Override
    public String toString() {
        return toCommandString();
    }
}
