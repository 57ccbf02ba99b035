package app;

import dev.moonlet.LuaScript;
import dev.moonlet.ReadTimeout;
import java.util.concurrent.CompletionStage;

@LuaScript("get")
@ReadTimeout("500ms")
interface Api {
    String get(String key);

    CompletionStage<String> getAsync(String key);

    @ReadTimeout("2s")
    String patient(String key);

    @ReadTimeout("PT0.001S")
    CompletionStage<String> hasty(String key);

    @ReadTimeout("596h")
    String longest(String key);

    @ReadTimeout("1m")
    String minute(String key);
}
