package app;

import dev.moonlet.LuaScript;
import dev.moonlet.ReadTimeout;
import java.util.concurrent.CompletionStage;

@LuaScript("get")
@ReadTimeout("soon")
interface Api extends Base {
    String get(String key);

    @ReadTimeout("500")
    String withoutUnit(String key);

    @ReadTimeout("0ms")
    CompletionStage<String> never(String key);

    @ReadTimeout("25h")
    String allowed(String key);

    @ReadTimeout("PT600H")
    String tooLong(String key);

    @ReadTimeout("PT0.0005S")
    String tooShort(String key);

    @ReadTimeout("-1s")
    String negative(String key);
}

interface Base {
    @ReadTimeout("2 weeks")
    String inherited(String key);
}
