package app;

import dev.moonlet.Arg;
import dev.moonlet.Key;
import dev.moonlet.LuaScript;

@LuaScript("declared")
public interface Api {
    @Arg(name = "op", value = "pop")
    @Arg(name = "oop", value = "pop")
    @Arg(name = "count", value = "many")
    @Arg(name = "tags", value = "a")
    @Arg("nameless")
    long declared(@Key String place, String op);

    @Arg(name = "op", value = "pop")
    @Arg(name = "op", value = "push")
    long twice(@Key String place, long count, String[] tags);

    @LuaScript("undeclared")
    @Arg(name = "ARGV[3]", value = "three")
    String undeclared(String one);

    @LuaScript("unread")
    @Arg(name = "ARGV[1]", value = "one")
    String unread(@Key String key);

    @LuaScript("optional")
    @Arg(name = "b", value = "x")
    @Arg(name = "data", value = "{}")
    String optional();
}
