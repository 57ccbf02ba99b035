package app;

import dev.moonlet.LuaScript;

@LuaScript("casts")
public interface Api {
    String text(String key);

    long number(String key);

    String checked(String key);
}
