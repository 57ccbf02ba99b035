package dev.moonlet.recipes.reservation;

import dev.moonlet.LuaScript;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The scripts of a stock: each method runs the script of the same name in {@code src/main/lua/recipes/reservation}. */
@LuaScript("recipes/reservation")
interface StockScripts {

    long add(String units, long quantity);

    Outcome reserve(String units, String reservation, long quantity, Duration hold);

    CompletionStage<Outcome> reserveAsync(String units, String reservation, long quantity, Duration hold);

    boolean confirm(String units, String reservation);

    CompletionStage<Boolean> confirmAsync(String units, String reservation);

    boolean cancel(String units, String reservation);

    CompletionStage<Boolean> cancelAsync(String units, String reservation);

    Stock.Count count(String units);

    /** What became of a request to reserve units. */
    enum Outcome {
        RESERVED,
        TOO_FEW,
        SOLD,
        OTHER_QUANTITY
    }
}
