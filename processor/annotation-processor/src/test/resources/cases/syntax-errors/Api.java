package app;

import dev.moonlet.LuaScript;

@LuaScript("broken")
public interface Api {
    void unclosed();

    void ambiguous();

    void number();

    void statement();

    void bom();
}
