package app;

import dev.moonlet.LuaScript;

@LuaScript("sold_out")
public interface SoldOut {
    long remove(String items);
}
