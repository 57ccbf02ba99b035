package app;

import dev.moonlet.LuaScript;
import java.time.Duration;
import java.util.UUID;

@LuaScript("script")
public interface Api {
    String run(UUID bucket, long call, Duration wait);
}
