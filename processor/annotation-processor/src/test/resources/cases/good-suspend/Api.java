package app;

import dev.moonlet.LuaScript;
import dev.moonlet.ShardResults;
import kotlin.Unit;
import kotlin.coroutines.Continuation;

@LuaScript("get")
interface Api {
    Object get(String name, Continuation<? super Seen> $completion);

    Object forget(String name, Continuation<? super Unit> $completion);

    @LuaScript("size")
    Object size(Continuation<? super ShardResults<Long>> $completion);

    Seen wait(String name);
}
