package app;

import dev.moonlet.LuaScript;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import org.springframework.beans.factory.annotation.Qualifier;

@LuaScript("get")
@Api.Orders
public interface Api {
    String get(String key);

    @Qualifier
    @Target(ElementType.TYPE)
    @interface Orders {}
}
