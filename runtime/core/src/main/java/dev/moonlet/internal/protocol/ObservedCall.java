package dev.moonlet.internal.protocol;

import org.jspecify.annotations.Nullable;

/** A call that interceptors look at. */
public final class ObservedCall<T extends @Nullable Object> extends EncodedCall<T> {

    private final CallProgress progress;

    /** The same call as another one, whose progress is noted. */
    public ObservedCall(EncodedCall<T> call, CallProgress progress) {
        super(call);
        this.progress = progress;
    }

    @Override
    public CallProgress progress() {
        return progress;
    }

    @Override
    public EncodedCall<T> calling(LibraryFunction function) {
        return new ObservedCall<>(super.calling(function), progress);
    }

    @Override
    EncodedCall<T> prefixed(byte[] prefix) {
        return new ObservedCall<>(super.prefixed(prefix), progress);
    }

    @Override
    public EncodedCall<T> changed(EntryChange change) {
        return new ObservedCall<>(super.changed(change), progress);
    }
}
