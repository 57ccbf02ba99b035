package app;

import dev.moonlet.LuaScript;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jetbrains.annotations.NotNull;

@LuaScript("name")
interface Api {
    @NotNull
    String name(String user);

    @NotNull
    Optional<String> optional(String user);

    @NotNull
    CompletionStage<String> nameAsync(String user);

    @LuaScript("both")
    @NotNull
    Both both(String user);
}
