package dev.moonlet.scripts;

import dev.moonlet.LuaScript;
import java.util.concurrent.CompletionStage;

/** Two scripts that do the same; {@code src/test/lua/recording} has them. */
@LuaScript("recording")
public interface Recording {

    long put(String list, int value);

    CompletionStage<Long> putAsync(String list, int value);

    CompletionStage<Long> appendAsync(String list, int value);
}
