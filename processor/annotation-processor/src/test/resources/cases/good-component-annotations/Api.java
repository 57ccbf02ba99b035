package app;

import dev.moonlet.LuaScript;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;

@LuaScript("get")
@Qualifier("orders")
@Profile({"production", "staging"})
@Lazy
@FunctionalInterface
public interface Api {
    String get(String key);
}
