package dev.moonlet.internal.protocol;

import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.ErrorPrefix;
import dev.moonlet.codegen.ReplyDecoder;
import dev.moonlet.codegen.ScriptCall;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call: what is sent to the server for it, and what reads the reply. Immutable once {@link #returning} has ended it.
 *
 * @param <T> the type of the result
 */
public class EncodedCall<T extends @Nullable Object> extends EncodedEntries
        implements ScriptInvocation<T>, CallContent<T> {

    /** The size of the first call of a script in bytes, as a guess. */
    private static final int UNKNOWN = 64;

    private final LinkedScript script;
    private final @Nullable Request request;
    private int readTimeout;
    private Class<?> type = Object.class;
    private @Nullable ReplyDecoder<T> decoder;

    /** Begins a call. */
    public EncodedCall(LinkedScript script) {
        this(script, script.requests() == null ? null : new Request(script.requests()));
    }

    private EncodedCall(LinkedScript script, @Nullable Request request) {
        super(script.names(), script.expectedBytes() > 0 ? script.expectedBytes() : UNKNOWN);
        this.script = script;
        this.request = request;
    }

    /** A call that is the same as another one, which has ended. */
    EncodedCall(EncodedCall<T> other) {
        this(other, other.script);
    }

    /** The same call of another form of the script, which takes the same keys and arguments. */
    private EncodedCall(EncodedCall<T> other, LinkedScript script) {
        super(other);
        this.script = script;
        this.request = other.request;
        this.readTimeout = other.readTimeout;
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
        if (names() != script.names()) {
            script.expect(names());
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
        changed.addChanged(this, change, this::isOutcomeKey);
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
        return prefix.length == 0 || keyCount() == 0 ? this : prefixed(prefix);
    }

    EncodedCall<T> prefixed(byte[] prefix) {
        return changed(EntryChange.prefixing(keyCount(), prefix), request == null ? null : request.prefixed(prefix));
    }

    /** Whether an entry is the key in which the outcome of a request is kept, which the script does not declare. */
    public boolean isOutcomeKey(int index) {
        return request != null && index == keyCount() - 1;
    }

    /** Adds the key in which the outcome is kept, as the last one. */
    private void addOutcomeKey(Request kept) {
        int id = keyCount();
        while (id < entryCount() && !name(id).equals(kept.name())) {
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
        insertKey(kept.name(), kept.key(script.name(), first, value));
    }

    @Override
    public ReplyDecoder<T> decoder() {
        return Objects.requireNonNull(decoder, "decoder");
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
    public LinkedScript script() {
        return script;
    }

    @Override
    public boolean mayRaiseNoscript() {
        return !script.isFunction() && (startsWithNoscript() || script.raises(ErrorPrefix.NOSCRIPT));
    }

    @Override
    public boolean mentions(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return characters().toUpperCase(Locale.ROOT).contains(upper)
                || script.mentions(upper)
                || script.mentions(word.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean mentionsInAnyCase(String words) {
        String all = script.string() + characters();
        return all.toLowerCase(Locale.ROOT).contains(words);
    }
}
