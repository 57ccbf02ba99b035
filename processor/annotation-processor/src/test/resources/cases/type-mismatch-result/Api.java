package app;

import dev.moonlet.LuaScript;
import java.util.List;

@LuaScript("results")
public interface Api {
    String text();

    int one();

    List<Long> names();

    Decision decide();

    record Decision(boolean allowed, long remainder, String extra) {}

    java.util.concurrent.Future<Long> later();
}
