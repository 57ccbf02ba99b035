package app;

import dev.moonlet.LuaScript;
import java.time.Duration;

@LuaScript("script")
public interface Api {
    Duration run();
}
