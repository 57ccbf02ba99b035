package app;

import dev.moonlet.LuaScript;

@LuaScript("main")
public interface Api extends AutoCloseable {

    String main(String id);
}
