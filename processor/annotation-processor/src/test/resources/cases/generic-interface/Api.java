package app;

import dev.moonlet.LuaScript;

@LuaScript("script")
public interface Api<T> {
    void run(T value);
}
