package app;

import dev.moonlet.LuaScript;

/** What has a script's name is a folder, and is not read. */
@LuaScript("main")
public interface Api {
    int main();
}
