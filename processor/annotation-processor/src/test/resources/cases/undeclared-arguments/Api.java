package app;

import dev.moonlet.Arg;
import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

@LuaScript("script")
public interface Api {
    void noUnit(@Key String key, Duration pause);

    void notLast(@Key String key, Optional<String> first, String second);

    void notAsked(@Key String key, Optional<String> first);

    void misspelt(@Key String key, @Arg(type = "secnds") Duration pause, String second);

    void mismatch(@Key String key, @Arg(type = "boolean") String first, String second);

    void conditional(@Key String key, String first);

    @LuaScript("times")
    void many(@Key String key, Optional<List<String>> more);

    @LuaScript("times")
    void times(@Key String key, Duration... times);

    @LuaScript("none")
    void unread(@Key String key, Optional<String> more);

    @LuaScript("declared")
    void twice(@Key String key, @Arg(type = "seconds") Duration pause);
}
