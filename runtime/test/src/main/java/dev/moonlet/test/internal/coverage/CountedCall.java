package dev.moonlet.test.internal.coverage;

import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.ReplyDecoder;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.LinkedScript;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A call with the keys and arguments of another one, of a script that counts what it runs. */
final class CountedCall<T extends @Nullable Object> extends EncodedCall<T> {

    private CountedCall(LinkedScript script) {
        super(script);
    }

    /**
     * A call.
     *
     * @param original the call whose keys, arguments and result it has
     * @param script takes the same keys and arguments
     * @param decoder reads the reply of that script
     */
    static <T extends @Nullable Object> ScriptInvocation<T> of(
            EncodedCall<T> original, LinkedScript script, ReplyDecoder<T> decoder) {
        CountedCall<T> call = new CountedCall<>(script);
        for (int i = 0; i < original.entryCount(); i++) {
            call.add(original, i);
        }
        call.readTimeout(original.readTimeout());
        return call.returning(original.type(), decoder);
    }

    private void add(EncodedCall<T> original, int index) {
        String name = original.name(index);
        if (index < original.keyCount()) {
            beginKey(name);
        } else if (original.isOptionalString(index)) {
            beginOptionalString(false); // it has its mark already
        }
        ByteBuffer entry = original.entry(index);
        byte[] bytes = new byte[entry.remaining()];
        entry.get(bytes);
        addBytes(name, bytes);
    }
}
