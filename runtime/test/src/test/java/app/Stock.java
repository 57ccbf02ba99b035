package app;

import dev.moonlet.LuaScript;
import java.util.concurrent.CompletionStage;

@LuaScript("stock")
public interface Stock {
    long put(String item, long count);

    boolean take(String item, long count);

    CompletionStage<Boolean> takeAsync(String item, long count);
}
