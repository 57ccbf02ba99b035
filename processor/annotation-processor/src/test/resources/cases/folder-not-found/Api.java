package app;

import dev.moonlet.LuaScript;

@LuaScript("jbos")
public interface Api {
    void push();

    void pop();
}
