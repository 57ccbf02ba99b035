package app;

import dev.moonlet.LuaScript;

public final class Api {

    @LuaScript("find")
    private interface Inner {
        void find();
    }

    Inner inner;
}
