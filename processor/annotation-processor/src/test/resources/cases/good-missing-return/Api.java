package app;

import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import java.util.concurrent.CompletionStage;

/** Where nothing is declared, nothing is expected, or anything. */
@LuaScript("undeclared")
public interface Api {
    void nothing(@Key String key);

    CompletionStage<Void> later(@Key String key);

    Object anything(@Key String key);

    CompletionStage<Object> anythingLater(@Key String key);

    @LuaScript("declared")
    void left(String key);
}
