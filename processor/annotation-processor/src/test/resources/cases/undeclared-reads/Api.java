package app;

import dev.moonlet.Key;
import dev.moonlet.LuaScript;

@LuaScript("reads")
public interface Api {
    void loop(@Key String a, @Key String b);

    void optional(String a);

    void unpacked(String a, String b, String c, String d);

    void guarded(String a);

    @LuaScript("reads/loop")
    void loopWithTooFew(@Key String a);

    @LuaScript("reads/optional")
    void optionalWithTooFew();

    @LuaScript("reads/optional")
    void optionalWithTooMany(String a, String b, String c, String d, String e, String f, String g);

    @LuaScript("reads/unpacked")
    void unpackedWithTooFew();

    @LuaScript("reads/unpacked")
    void unpackedWithTooMany(String a, String b, String c, String d, String e);

    @LuaScript("reads/counted")
    void counted();

    @LuaScript("reads/counted")
    void countedWithMany(String a, String b, String c);
}
