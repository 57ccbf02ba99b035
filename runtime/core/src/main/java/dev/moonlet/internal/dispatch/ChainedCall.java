package dev.moonlet.internal.dispatch;

import dev.moonlet.InterceptedCall;
import dev.moonlet.internal.protocol.EncodedCall;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A call at one interceptor.
 *
 * @param next the index of the interceptor behind that one
 */
record ChainedCall<T extends @Nullable Object>(Interception<T> interception, int next, EncodedCall<T> call)
        implements InterceptedCall {

    @Override
    public String scriptName() {
        return call.scriptName();
    }

    @Override
    public String digest() {
        return call.digest();
    }

    @Override
    public boolean isReadOnly() {
        return call.isReadOnly();
    }

    @Override
    public Class<?> resultType() {
        return call.type();
    }

    @Override
    public List<Entry> keys() {
        return CallEntry.of(call).subList(0, declaredKeys());
    }

    @Override
    public List<Entry> arguments() {
        List<Entry> entries = CallEntry.of(call);
        return entries.subList(declaredKeys(), entries.size());
    }

    private int declaredKeys() {
        return call.isRequest() ? call.keyCount() - 1 : call.keyCount();
    }

    @Override
    public InterceptedCall with(String name, String value) {
        if (CallEntry.count(call, name) != 1) {
            throw new IllegalArgumentException("script %s has %d entries named \"%s\", and not one"
                    .formatted(scriptName(), CallEntry.count(call, name), name));
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return with(name, old -> ByteBuffer.wrap(bytes));
    }

    @Override
    public InterceptedCall with(String name, UnaryOperator<ByteBuffer> change) {
        Objects.requireNonNull(change, "change");
        if (CallEntry.count(call, name) == 0) {
            throw new IllegalArgumentException(
                    "script %s has no key and no argument named \"%s\"".formatted(scriptName(), name));
        }
        return new ChainedCall<>(interception, next, CallEntry.changed(call, name, change));
    }

    @Override
    public InterceptedCall withKeyPrefix(String prefix) {
        return new ChainedCall<>(interception, next, call.withKeyPrefix(prefix.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public CompletionStage<@Nullable Object> proceed() {
        return interception.proceed(next, call);
    }

    @Override
    public boolean mayRepeat() {
        return interception.sends().objection() == null;
    }

    @Override
    public int attempts() {
        return interception.progress().attempts();
    }

    @Override
    public int loads() {
        return interception.progress().loads();
    }

    @Override
    public String toString() {
        return scriptName() + " (" + digest() + ")";
    }
}
