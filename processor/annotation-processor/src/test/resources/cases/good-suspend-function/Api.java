package app;

import dev.moonlet.LuaScript;
import java.util.concurrent.CompletionStage;

/** A continuation of another package, in a method that is not bound. */
@LuaScript("get")
interface Api {
    CompletionStage<String> get(String key, String completion);

    default Object get(String key, Continuation<? super String> completion) {
        return get(key, completion.toString());
    }
}
