package app;

import dev.moonlet.LuaScript;

/** Each says {@code @pragma once}, or it would be more than 10<sup>12</sup> files. */
@LuaScript("main")
public interface Api {
    void main();
}
