package app;

import dev.moonlet.LuaScript;

@LuaScript("main")
public interface Api {
    Object main();

    @LuaScript("<base>/count")
    Object named();

    @LuaScript("module")
    Object module();

    @LuaScript("wrong")
    Object wrong();
}
