package dev.moonlet.recipes.limiter;

import dev.moonlet.LuaScript;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The script {@code src/main/lua/recipes/limiter/sliding_window.lua}. */
@LuaScript("recipes/limiter/sliding_window")
interface SlidingWindowScripts {

    Decision acquire(List<String> states, List<Limit> limits, long permits);

    CompletionStage<Decision> acquireAsync(List<String> states, List<Limit> limits, long permits);
}
