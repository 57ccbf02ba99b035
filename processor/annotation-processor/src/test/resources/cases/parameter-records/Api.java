package app;

import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import java.util.Map;

@LuaScript("script")
public interface Api {
    void unknown(@Key Keys keys, Unknown more);

    void mismatch(@Key Keys keys, Mismatch more);

    void twice(@Key Keys keys, String wait, Fitting more);

    void wrongKind(Keys keys, @Key Fitting more);

    @LuaScript("plain")
    void unsendable(@Key Keys keys, Unsendable more);

    void circle(@Key Keys keys, Circle more);

    record Keys(@Key("wait") String waiting, String active) {}

    record Fitting(long count) {}

    record Unknown(long count, String nam) {}

    record Mismatch(String count) {}

    record Unsendable(Map<String, String> fields) {}

    record Circle(long count, Circle next) {}
}
