package app;

import dev.moonlet.LuaScript;

@LuaScript("script")
public interface Api {
    void supplied(String bucket, String lock);

    void missing();
}
