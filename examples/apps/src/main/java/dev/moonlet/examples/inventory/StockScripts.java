package dev.moonlet.examples.inventory;

import dev.moonlet.LuaScript;
import java.time.Duration;
import java.util.List;

/** The scripts of an inventory: each method runs the script of the same name in {@code src/main/lua/inventory}. */
@LuaScript("inventory")
interface StockScripts {

    long restock(String units, long quantity);

    Inventory.Reservation reserve(
            String units,
            String holds,
            String deadlines,
            String sales,
            String reservation,
            int quantity,
            Duration hold);

    boolean confirm(String units, String holds, String deadlines, String sales, String reservation);

    boolean cancel(String units, String holds, String deadlines, String reservation);

    List<String> releaseExpired(String units, String holds, String deadlines, int limit);

    Inventory.Stock stock(String units);
}
