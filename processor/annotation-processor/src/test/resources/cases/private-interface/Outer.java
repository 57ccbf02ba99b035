package app;

import dev.moonlet.LuaScript;

public final class Outer {

    private static final class Hidden {

        @LuaScript("find")
        interface Inner {
            void find();
        }
    }

    Hidden hidden;
}
