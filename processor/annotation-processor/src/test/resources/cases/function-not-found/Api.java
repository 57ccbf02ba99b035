package app;

import dev.moonlet.LuaScript;

public interface Api {
    @LuaScript("stock")
    interface Stock {
        long takes(String item);

        @LuaScript("stock#restock")
        void refill(String item);
    }

    @LuaScript("plain#run")
    interface Plain {
        void run();
    }
}
