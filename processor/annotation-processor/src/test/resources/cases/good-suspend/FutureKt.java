package kotlinx.coroutines.future;

import java.util.concurrent.CompletionStage;
import kotlin.coroutines.Continuation;

public final class FutureKt {
    public static <T> Object await(CompletionStage<T> stage, Continuation<? super T> completion) {
        return stage;
    }
}
