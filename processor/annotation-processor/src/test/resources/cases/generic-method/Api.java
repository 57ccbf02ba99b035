package app;

import dev.moonlet.LuaScript;

@LuaScript("get")
interface Api extends Base {
    <T> T get(String key);
}

interface Base {
    <T extends Number> String text(T key);
}
