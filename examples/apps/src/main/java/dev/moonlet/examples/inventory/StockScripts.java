package dev.moonlet.examples.inventory;

import dev.moonlet.LuaScript;
import java.time.Duration;
import java.util.List;

/** The scripts of an inventory: each method runs the script of its own name in {@code src/main/lua/inventory}. */
@LuaScript("inventory")
interface StockScripts {

    long restock(String available, long quantity);

    Inventory.Reservation reserve(
            String available, String held, String deadlines, String reservation, int quantity, Duration hold);

    boolean confirm(String held, String deadlines, String sold, String reservation);

    boolean cancel(String available, String held, String deadlines, String reservation);

    List<String> releaseExpired(String available, String held, String deadlines, int limit);

    Inventory.Stock stock(String available, String held, String sold);
}
