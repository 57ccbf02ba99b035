package app;

import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import java.util.List;
import java.util.Map;

@LuaScript("script")
public interface Api {
    void tooFew(@Key String key);

    void tooMany(@Key String key, String a, String b, String c);

    void unsendable(@Key String key, String a, Map<String, String> b);

    void manyFirst(@Key String key, List<String> a, String b);

    String noResult(@Key String key, String a, String b);
}
