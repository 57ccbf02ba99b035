package app;

import dev.moonlet.LuaScript;

class Holder {
    @LuaScript("get")
    interface Api {
        Hidden get(String key);

        Kind kind(String key);
    }

    private record Hidden(String name) {}

    private enum Kind { A }
}
