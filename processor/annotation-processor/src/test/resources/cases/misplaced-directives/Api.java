package app;

import dev.moonlet.LuaScript;

@LuaScript("main")
public interface Api {

    String main(String a, String b, String c);
}
