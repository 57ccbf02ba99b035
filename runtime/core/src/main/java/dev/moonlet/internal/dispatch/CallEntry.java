package dev.moonlet.internal.dispatch;

import dev.moonlet.InterceptedCall;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.OptionalStrings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A key or an argument of a call, which copies nothing. */
record CallEntry(EncodedCall<?> call, int index) implements InterceptedCall.Entry {

    /** The keys and arguments of a call, without the key in which its outcome is kept. */
    static List<InterceptedCall.Entry> of(EncodedCall<?> call) {
        List<InterceptedCall.Entry> entries = new ArrayList<>(call.entryCount());
        for (int i = 0; i < call.entryCount(); i++) {
            if (!call.isOutcomeKey(i)) {
                entries.add(new CallEntry(call, i));
            }
        }
        return Collections.unmodifiableList(entries);
    }

    /** How many entries of a call have a name. */
    static int count(EncodedCall<?> call, String name) {
        return (int) IntStream.range(0, call.entryCount())
                .filter(entry -> !call.isOutcomeKey(entry) && isSame(call.name(entry), name))
                .count();
    }

    /** A call with other values for the entries of a name. */
    static <T extends @Nullable Object> EncodedCall<T> changed(
            EncodedCall<T> call, String name, UnaryOperator<ByteBuffer> change) {
        return call.changed((entry, sent) -> {
            if (!isSame(call.name(entry), name)) {
                return sent;
            }
            return call.isOptionalString(entry)
                    ? OptionalStrings.marked(change.apply(OptionalStrings.unmarked(sent)))
                    : change.apply(sent);
        });
    }

    /** Whether a name is that of an entry, or the last part of it, which is the component of a record. */
    private static boolean isSame(String entry, String name) {
        String wanted = normalized(name);
        return normalized(entry).equals(wanted)
                || normalized(entry.substring(entry.lastIndexOf('.') + 1)).equals(wanted);
    }

    private static String normalized(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public String name() {
        return call.name(index);
    }

    @Override
    public ByteBuffer value() {
        ByteBuffer sent = call.entry(index);
        return call.isOptionalString(index) ? OptionalStrings.unmarked(sent) : sent;
    }

    @Override
    public String toString() {
        return name();
    }
}
