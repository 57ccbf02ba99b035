package app;

import dev.moonlet.LuaScript;
import dev.moonlet.Key;

@LuaScript("login")
public interface Api {
    Login login(Login login);

    @LuaScript("bare")
    void bare(@Key Login login);

    @LuaScript("table")
    void table(String user, Login login);
}
