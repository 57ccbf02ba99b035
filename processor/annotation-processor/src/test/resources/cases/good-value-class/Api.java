package app;

import dev.moonlet.LuaScript;
import kotlin.Metadata;

@LuaScript("get")
@SuppressWarnings("value-class")
@Metadata(d2 = {"Lapp/Api;", "", "get", "visits", "visits-x13r3tg", "seen", "seen-e-syjLU", "main"})
public interface Api {
    String get(String key);
}
