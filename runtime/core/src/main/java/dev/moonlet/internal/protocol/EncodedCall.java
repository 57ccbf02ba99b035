package dev.moonlet.internal.protocol;

import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.ErrorPrefix;
import dev.moonlet.codegen.ReplyDecoder;
import dev.moonlet.codegen.ScriptCall;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
public class EncodedCall<T extends @Nullable Object> extends ScriptCall implements ScriptInvocation<T>, CallContent<T> {

    /** The size of the first call of a script in bytes, as a guess. */
    private static final int UNKNOWN = 64;

    private static final byte[] NOSCRIPT = "NOSCRIPT".getBytes(StandardCharsets.US_ASCII);

    private final LinkedScript script;
    private final @Nullable Request request;
    private final BulkStrings strings;
    private int keys;

    /** The position behind the keys. */
    private int keysEnd;

    private int entries;
    private boolean mayRaiseNoscript;
    private boolean optionalString;
    private int readTimeout;
    private EntryNames names;
    private Class<?> type = Object.class;
    private @Nullable ReplyDecoder<T> decoder;

    /** Begins a call. */
    public EncodedCall(LinkedScript script) {
        this(script, script.requests() == null ? null : new Request(script.requests()));
    }

    private EncodedCall(LinkedScript script, @Nullable Request request) {
        this.script = script;
        this.request = request;
        int expected = script.expectedBytes();
        this.strings = new BulkStrings(expected > 0 ? expected : UNKNOWN);
        this.names = script.names();
    }

    /** A call that is the same as another one, which has ended. */
    EncodedCall(EncodedCall<T> other) {
        this(other, other.script);
    }

    /** The same call of another form of the script, which takes the same keys and arguments. */
    private EncodedCall(EncodedCall<T> other, LinkedScript script) {
        this.script = script;
        this.request = other.request;
        this.strings = other.strings;
        this.keys = other.keys;
        this.keysEnd = other.keysEnd;
        this.entries = other.entries;
        this.mayRaiseNoscript = other.mayRaiseNoscript;
        this.readTimeout = other.readTimeout;
        this.names = other.names;
        this.type = other.type;
        this.decoder = other.decoder;
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

    /** This call as one of a function. */
    public EncodedCall<T> calling(LibraryFunction function) {
        return new EncodedCall<>(this, function);
    }

    @Override
    @SuppressWarnings("unchecked") // the type is chosen here
    public <R extends @Nullable Object> ScriptInvocation<R> returning(Class<?> newType, ReplyDecoder<R> newDecoder) {
        EncodedCall<R> ended = (EncodedCall<R>) this;
        if (request != null) {
            addOutcomeKey(request);
        }
        ended.type = newType;
        ended.decoder = newDecoder;
        script.expect(rowSize() + BulkStrings.OVERHEAD); // which is reserved for each entry
        if (names != script.names()) {
            script.expect(names);
        }
        return ended;
    }

    @Override
    public ScriptCall readTimeout(int millis) {
        readTimeout = millis;
        return this;
    }

    @Override
    public int readTimeout() {
        return readTimeout;
    }

    /** The type of the result without its type arguments; a primitive one if the result is never {@code null}. */
    public Class<?> type() {
        return type;
    }

    @Override
    public @Nullable CallProgress progress() {
        return null;
    }

    @Override
    public void onSent(Clock clock) {
        if (request != null) {
            request.onSent(clock);
        }
    }

    @Override
    public boolean isRequest() {
        return request != null;
    }

    @Override
    public boolean isTooLate(Clock clock) {
        return request != null && request.isTooLate(clock);
    }

    /** This call with other values. */
    public EncodedCall<T> changed(EntryChange change) {
        return changed(change, request);
    }

    private EncodedCall<T> changed(EntryChange change, @Nullable Request changedRequest) {
        EncodedCall<T> changed = new EncodedCall<>(script, changedRequest);
        int position = 0;
        for (int i = 0; i < entries; i++) {
            if (!isOutcomeKey(i)) {
                String name = name(i);
                if (i < keys) {
                    changed.beginKey(name);
                }
                changed.optionalString = isOptionalString(i);
                changed.addUnchanging(name, LuaText.bytes(change.apply(i, strings.get(position))));
            }
            position = strings.next(position);
        }
        changed.readTimeout = readTimeout;
        changed.type = type;
        changed.decoder = decoder;
        if (changedRequest != null) {
            changed.addOutcomeKey(changedRequest);
        }
        return changed;
    }

    /** This call with bytes before each key. */
    public EncodedCall<T> withKeyPrefix(byte[] prefix) {
        return prefix.length == 0 || keys == 0 ? this : prefixed(prefix);
    }

    EncodedCall<T> prefixed(byte[] prefix) {
        return changed(EntryChange.prefixing(keys, prefix), request == null ? null : request.prefixed(prefix));
    }

    /** Whether an entry is the key in which the outcome of a request is kept, which the script does not declare. */
    public boolean isOutcomeKey(int index) {
        return request != null && index == keys - 1;
    }

    /** Adds the key in which the outcome is kept, as the last one. */
    private void addOutcomeKey(Request kept) {
        int id = keys;
        while (id < entries && !name(id).equals(kept.name())) {
            id++;
        }
        ByteBuffer value = entry(id);
        ByteBuffer first = firstKey();
        if (!value.hasRemaining()) {
            throw new IllegalArgumentException("script %s: %s is empty, but it tells one request from another"
                    .formatted(script.name(), kept.name()));
        }
        if (first == null) {
            throw new IllegalArgumentException(
                    "script %s: all keys are left out, but the outcome is kept beside one".formatted(script.name()));
        }
        byte[] key = kept.key(script.name(), first, value);
        int end = strings.end();
        strings.insert(keysEnd, key);
        keysEnd += strings.end() - end;
        names = names.withKey(keys, kept.name());
        keys++;
        entries++;
    }

    /** The name of an entry, keys first. */
    public String name(int index) {
        return index < keys ? names.key(index) : names.argument(index - keys);
    }

    /** Whether an entry is a string that may be left out: it is empty then, and begins with a mark otherwise. */
    public boolean isOptionalString(int index) {
        return names.isOptionalString(index - keys);
    }

    /** What is sent for an entry, keys first. */
    public ByteBuffer entry(int index) {
        int position = 0;
        for (int i = 0; i < index; i++) {
            position = strings.next(position);
        }
        return strings.get(position);
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
        keys++;
    }

    @Override
    protected void beginOptionalString(boolean present) {
        optionalString = true;
        if (present) {
            strings.markNext();
        }
    }

    @Override
    protected void addBytes(String name, byte[] value) {
        begin(name);
        strings.add(value);
        end();
    }

    @Override
    protected void addUnchanging(String name, byte[] value) {
        begin(name);
        strings.addUnchanging(value);
        end();
    }

    @Override
    protected void addText(String name, String value, int size) {
        begin(name);
        strings.add(value, size);
        end();
    }

    @Override
    protected void addDigits(String name, long value) {
        if (value == Long.MIN_VALUE) {
            String digits = Long.toString(value); // no long is its opposite
            addText(name, digits, digits.length());
            return;
        }
        begin(name);
        strings.add(value);
        end();
    }

    private void begin(String name) {
        names = keys > entries
                ? names.withKey(entries, name)
                : names.withArgument(entries - keys, name, optionalString);
        optionalString = false;
    }

    private void end() {
        if (keys > entries) {
            keysEnd = strings.end();
        }
        entries++;
        if (!mayRaiseNoscript) {
            mayRaiseNoscript = strings.lastStartsWith(NOSCRIPT);
        }
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
        List<ByteBuffer> all = new ArrayList<>(entries);
        for (int position = 0; position < strings.end(); position = strings.next(position)) {
            all.add(strings.get(position));
        }
        return Collections.unmodifiableList(all);
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
        return keys == 0 ? null : strings.get(0);
    }

    /** Hands over each key with the name of its parameter, in order. */
    public void forEachKey(BiConsumer<String, ByteBuffer> action) {
        int position = 0;
        for (int i = 0; i < keys; i++) {
            action.accept(names.key(i), strings.get(position));
            position = strings.next(position);
        }
    }

    @Override
    public void writeTo(ByteBuf buffer) {
        strings.writeTo(buffer, 0, strings.end());
    }

    /** Writes the keys alone. */
    void writeKeysTo(ByteBuf buffer) {
        strings.writeTo(buffer, 0, keysEnd);
    }

    /** Writes the arguments alone. */
    void writeArgumentsTo(ByteBuf buffer) {
        strings.writeTo(buffer, keysEnd, strings.end());
    }

    /** Whether it has the same keys as another call. */
    boolean hasKeysOf(EncodedCall<?> other) {
        return this == other || strings.equals(keysEnd, other.strings, other.keysEnd);
    }

    /** How many bytes the keys and arguments take. */
    public int size() {
        return strings.size();
    }

    /** How many of them are copies. */
    int rowSize() {
        return strings.rowSize();
    }

    @Override
    public boolean mayRaiseNoscript() {
        return !script.isFunction() && (mayRaiseNoscript || script.raises(ErrorPrefix.NOSCRIPT));
    }

    @Override
    public boolean mentions(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return strings.characters().toUpperCase(Locale.ROOT).contains(upper)
                || script.mentions(upper)
                || script.mentions(word.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean mentionsInAnyCase(String words) {
        String all = script.string() + strings.characters();
        return all.toLowerCase(Locale.ROOT).contains(words);
    }

    @Override
    public boolean hasEntryThatBeginsWith(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        for (int position = 0; position < strings.end(); position = strings.next(position)) {
            if (strings.startsWith(position, bytes)) {
                return true;
            }
        }
        return false;
    }
}
