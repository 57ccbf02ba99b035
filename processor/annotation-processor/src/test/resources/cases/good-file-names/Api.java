package app;

import dev.moonlet.Key;
import dev.moonlet.LuaScript;

@LuaScript("queue")
public interface Api {
    long moveToFinished(@Key String wait, @Key String finished);

    boolean addJob(@Key String wait, String id);

    long extendLock(@Key String lock, long token);
}
