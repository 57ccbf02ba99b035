package app;

import dev.moonlet.LuaScript;
import kotlin.coroutines.Continuation;

@LuaScript("get")
interface Api {
    Object get(String key, Continuation<? super String> completion);
}
