package dev.moonlet.recipes.cache;

import dev.moonlet.LuaScript;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The scripts of a cache: each method runs the script of the same name in {@code src/main/lua/recipes/cache}. */
@LuaScript("recipes/cache")
interface CacheScripts {

    CompletionStage<Answer> getAsync(String entry, String caller, Duration lease);

    CompletionStage<Boolean> putAsync(String entry, String caller, String value, Duration fresh, Duration stale);

    CompletionStage<Boolean> giveUpAsync(String entry, String caller);

    void drop(String entry);

    /** The value, or that the caller has to load it, or how long another one may take to load it. */
    sealed interface Answer {

        record Found(String value) implements Answer {}

        record Load(boolean loads) implements Answer {}

        record Wait(Duration loadedWithin) implements Answer {}
    }
}
