package app;

import dev.moonlet.LuaScript;

@LuaScript("script")
public interface Api {
    void run(long bucket, String capacity, double count, boolean rate, java.util.List<String> name);
}
