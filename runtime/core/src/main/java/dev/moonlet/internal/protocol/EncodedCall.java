package dev.moonlet.internal.protocol;

import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.ErrorPrefix;
import dev.moonlet.codegen.ReplyDecoder;
import dev.moonlet.codegen.ScriptCall;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The keys and arguments of one call as RESP bulk strings. Immutable once {@link #returning} has ended it.
 *
 * @param <T> the type of the result
 */
public final class EncodedCall<T extends @Nullable Object> extends ScriptCall
        implements ScriptInvocation<T>, CallContent<T> {

    /** The size of the first call of a script in bytes, as a guess. */
    private static final int UNKNOWN = 64;

    private static final byte[] NOSCRIPT = "NOSCRIPT".getBytes(StandardCharsets.US_ASCII);
    private static final int LINE_END = 2;

    /** What begins the value of an argument that may be left out. */
    private static final byte MARK = '=';

    /** The sign, the digits of the size, and two ends of lines. */
    private static final int BULK_OVERHEAD = 1 + 10 + 2 + 2;

    private final LinkedScript script;
    private byte[] encoded;
    private int length;
    private int keys;
    private int entries;
    private boolean marked;
    private boolean mayRaiseNoscript;
    private String keyName = "";
    private String @Nullable [] keyNames;
    private @Nullable ReplyDecoder<T> decoder;

    /** Begins a call. */
    public EncodedCall(LinkedScript script) {
        this.script = script;
        int expected = script.expectedBytes();
        this.encoded = new byte[expected > 0 ? expected : UNKNOWN];
    }

    /**
     * A call that an executor was given.
     *
     * @throws IllegalArgumentException if no generated method made it
     */
    public static <T extends @Nullable Object> EncodedCall<T> of(ScriptInvocation<T> invocation) {
        if (Objects.requireNonNull(invocation, "invocation") instanceof EncodedCall<T> call) {
            return call;
        }
        throw new IllegalArgumentException(
                invocation.getClass().getName() + " is not a call that a generated method made");
    }

    /** The same call of another form of the script, which takes the same keys and arguments. */
    private EncodedCall(EncodedCall<T> call, LinkedScript script) {
        this.script = script;
        this.encoded = call.encoded;
        this.length = call.length;
        this.keys = call.keys;
        this.entries = call.entries;
        this.mayRaiseNoscript = call.mayRaiseNoscript;
        this.keyName = call.keyName;
        this.keyNames = call.keyNames;
        this.decoder = call.decoder;
    }

    /** This call as one of a function. */
    public EncodedCall<T> calling(LibraryFunction function) {
        return new EncodedCall<>(this, function);
    }

    @Override
    @SuppressWarnings("unchecked") // the type is chosen here
    public <R extends @Nullable Object> ScriptInvocation<R> returning(ReplyDecoder<R> newDecoder) {
        EncodedCall<R> ended = (EncodedCall<R>) this;
        ended.decoder = newDecoder;
        script.expect(length + BULK_OVERHEAD); // which is reserved for each entry
        return ended;
    }

    @Override
    public ReplyDecoder<T> decoder() {
        return Objects.requireNonNull(decoder, "decoder");
    }

    /** A value that can't be sent is never sent, so the count does not matter then. */
    @Override
    protected void beginKey(String name) {
        if (keys != entries) {
            throw new IllegalStateException("key " + name + " comes after an argument");
        }
        if (keys == 0) {
            keyName = name;
        } else {
            keyNames = keyNames == null ? new String[] {keyName, name} : append(keyNames, keys, name);
        }
        keys++;
    }

    private static String[] append(String[] names, int count, String name) {
        String[] longer = count < names.length ? names : Arrays.copyOf(names, 2 * count);
        longer[count] = name;
        return longer;
    }

    @Override
    protected void markNext() {
        marked = true;
    }

    @Override
    protected void addBytes(byte[] value) {
        int start = begin(value.length);
        System.arraycopy(value, 0, encoded, length, value.length);
        length += value.length;
        end(start);
    }

    @Override
    protected void addAscii(String value) {
        int start = begin(value.length());
        for (int i = 0; i < value.length(); i++) {
            encoded[length++] = (byte) value.charAt(i);
        }
        end(start);
    }

    @Override
    protected void addDigits(long value) {
        if (value == Long.MIN_VALUE) {
            addAscii(Long.toString(value)); // no long is its opposite
            return;
        }
        int sign = value < 0 ? 1 : 0;
        int start = begin(sign + digits(Math.abs(value)));
        if (value < 0) {
            encoded[length++] = '-';
        }
        appendDigits(Math.abs(value));
        end(start);
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value; rest > 9; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void appendDigits(long value) {
        length += digits(value);
        long rest = value;
        int position = length;
        do {
            encoded[--position] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
    }

    /** Begins a bulk string of so many bytes; the result is the position of the first one. */
    private int begin(int size) {
        int mark = marked ? 1 : 0;
        reserve(size + mark + BULK_OVERHEAD);
        encoded[length++] = '$';
        appendDigits(size + mark);
        appendLineEnd();
        if (marked) {
            encoded[length++] = MARK;
            marked = false;
        }
        return length;
    }

    private void end(int start) {
        appendLineEnd();
        entries++;
        if (encoded[start] == 'N' && beginsWith(start, NOSCRIPT)) {
            mayRaiseNoscript = true;
        }
    }

    private boolean beginsWith(int start, byte[] word) {
        return start + word.length <= length
                && Arrays.equals(encoded, start, start + word.length, word, 0, word.length);
    }

    @Override
    public String scriptName() {
        return script.name();
    }

    @Override
    public String digest() {
        return script.digest();
    }

    @Override
    public boolean isReadOnly() {
        return script.isReadOnly();
    }

    @Override
    public List<ByteBuffer> keys() {
        return bulkStrings().subList(0, keys);
    }

    @Override
    public List<ByteBuffer> arguments() {
        return bulkStrings().subList(keys, entries);
    }

    private List<ByteBuffer> bulkStrings() {
        List<ByteBuffer> strings = new ArrayList<>(entries);
        for (int position = 0; position < length; ) {
            ByteBuffer string = bulkString(position);
            position = string.limit() + LINE_END;
            strings.add(string.slice());
        }
        return Collections.unmodifiableList(strings);
    }

    @Override
    public LinkedScript script() {
        return script;
    }

    @Override
    public int keyCount() {
        return keys;
    }

    @Override
    public int entryCount() {
        return entries;
    }

    @Override
    public @Nullable ByteBuffer firstKey() {
        return keys == 0 ? null : bulkString(0).slice();
    }

    /** Hands over each key with the name of its parameter, in order. */
    public void forEachKey(BiConsumer<String, ByteBuffer> action) {
        int position = 0;
        for (int i = 0; i < keys; i++) {
            ByteBuffer key = bulkString(position);
            position = key.limit() + LINE_END;
            action.accept(keyNames == null ? keyName : keyNames[i], key.slice());
        }
    }

    /** The bulk string that begins at a position; its limit is where the string ends. */
    private ByteBuffer bulkString(int position) {
        int size = 0;
        int next = position + 1;
        while (encoded[next] != '\r') {
            size = 10 * size + encoded[next++] - '0';
        }
        return ByteBuffer.wrap(encoded, next + LINE_END, size).asReadOnlyBuffer();
    }

    @Override
    public void writeTo(ByteBuf buffer) {
        buffer.writeBytes(encoded, 0, length);
    }

    /** Writes the keys alone. */
    void writeKeysTo(ByteBuf buffer) {
        buffer.writeBytes(encoded, 0, keyBytes());
    }

    /** Writes the arguments alone. */
    void writeArgumentsTo(ByteBuf buffer) {
        int start = keyBytes();
        buffer.writeBytes(encoded, start, length - start);
    }

    private int keyBytes() {
        int position = 0;
        for (int i = 0; i < keys; i++) {
            position = bulkString(position).limit() + LINE_END;
        }
        return position;
    }

    /** How many bytes the keys and arguments take. */
    public int size() {
        return length;
    }

    @Override
    public boolean mayRaiseNoscript() {
        return !script.isFunction() && (mayRaiseNoscript || script.raises(ErrorPrefix.NOSCRIPT));
    }

    @Override
    public boolean mentions(String word) {
        String entries = new String(encoded, 0, length, StandardCharsets.ISO_8859_1);
        String upper = word.toUpperCase(Locale.ROOT);
        return entries.toUpperCase(Locale.ROOT).contains(upper)
                || script.mentions(upper)
                || script.mentions(word.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean mentionsInAnyCase(String words) {
        String all = script.string() + new String(encoded, 0, length, StandardCharsets.ISO_8859_1);
        return all.toLowerCase(Locale.ROOT).contains(words);
    }

    @Override
    public boolean hasEntryThatBeginsWith(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        int position = 0;
        while (position < length) {
            ByteBuffer entry = bulkString(position);
            int start = entry.position();
            if (beginsWith(start, bytes) || (encoded[start] == MARK && beginsWith(start + 1, bytes))) {
                return true;
            }
            position = entry.limit() + LINE_END;
        }
        return false;
    }

    private void appendLineEnd() {
        encoded[length++] = '\r';
        encoded[length++] = '\n';
    }

    private void reserve(int more) {
        if (encoded.length - length < more) {
            encoded = Arrays.copyOf(encoded, Math.max(length + more, Math.multiplyExact(2, encoded.length)));
        }
    }
}
