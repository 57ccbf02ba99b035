package app;

import dev.moonlet.LuaScript;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

@NullMarked
@LuaScript("find")
interface Api {
    @Nullable String find(String key, @Nullable String other, byte @Nullable [] raw, List<@Nullable String> ignored);

    CompletionStage<@Nullable String> findAsync(String key, @Nullable String other, byte @Nullable [] raw, List<String> ignored);
}
