package app;

import dev.moonlet.LuaScript;

/** What it extends is sealed; it isn't itself. */
@LuaScript("get")
public non-sealed interface Api extends Base {}
