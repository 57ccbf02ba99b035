package app;

import dev.moonlet.LuaScript;
import jakarta.inject.Named;

@LuaScript("visits")
@Named("statistics")
public interface Visits {
    long count(String page);
}
