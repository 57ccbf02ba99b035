package app;

import dev.moonlet.LuaScript;
import io.smallrye.common.annotation.Identifier;

@LuaScript("visits")
@Identifier("statistics")
public interface Visits {
    long count(String page);
}
