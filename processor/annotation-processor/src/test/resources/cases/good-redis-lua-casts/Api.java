package app;

import dev.moonlet.LuaScript;

@LuaScript("casts")
public interface Api {
    String text(String key);

    long number(String key);

    boolean flag(String key);

    boolean any(String key);
}
