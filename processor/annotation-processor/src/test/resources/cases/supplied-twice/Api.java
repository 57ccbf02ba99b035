package app;

import dev.moonlet.Arg;
import dev.moonlet.Key;
import dev.moonlet.LuaScript;

@LuaScript("script")
public interface Api {
    void twice(String userId, @Key("user_id") String key, int count);

    void swapped(@Arg("user_id") String user, @Key("count") int many);
}
