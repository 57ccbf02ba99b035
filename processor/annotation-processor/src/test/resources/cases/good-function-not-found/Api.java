package app;

import dev.moonlet.Key;
import dev.moonlet.LuaScript;

@LuaScript("stock")
public interface Api {
    long takeItem(@Key String item);

    @LuaScript("stock#takeItem2")
    long other(@Key String item);
}
