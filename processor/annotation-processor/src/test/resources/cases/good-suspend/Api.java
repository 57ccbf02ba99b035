package app;

import dev.moonlet.LuaScript;
import kotlin.Unit;
import kotlin.coroutines.Continuation;

@LuaScript("get")
interface Api {
    Object get(String name, Continuation<? super Seen> $completion);

    Object forget(String name, Continuation<? super Unit> $completion);

    Seen wait(String name);
}
