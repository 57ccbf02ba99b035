package dev.moonlet.examples.inventory;

import dev.moonlet.ScriptExecutor;
import java.time.Duration;
import java.util.List;

/**
 * The stock of one article. Units are reserved for a while, then sold or put back, and never sold twice.
 *
 * <p>Safe for use by several threads, and by several processes that give the same article.
 */
public final class Inventory {

    private final StockScripts scripts;
    private final String available;
    private final String held;
    private final String deadlines;
    private final String sold;

    /** The stock of an article. Its keys share a hash tag, so that a cluster keeps them on one node. */
    public Inventory(ScriptExecutor executor, String article) {
        this.scripts = new StockScriptsLua(executor);
        this.available = "stock:{" + article + "}:available";
        this.held = "stock:{" + article + "}:held";
        this.deadlines = "stock:{" + article + "}:deadlines";
        this.sold = "stock:{" + article + "}:sold";
    }

    /** Adds units and returns how many are available now. */
    public long restock(long quantity) {
        return scripts.restock(available, quantity);
    }

    /** Sets units aside, if there are enough. The same reservation takes units once, however often it is asked for. */
    public Reservation reserve(String reservation, int quantity, Duration hold) {
        return scripts.reserve(available, held, deadlines, reservation, quantity, hold);
    }

    /** Sells what a reservation holds; false if the reservation has ended. */
    public boolean confirm(String reservation) {
        return scripts.confirm(held, deadlines, sold, reservation);
    }

    /** Puts back what a reservation holds; false if the reservation has ended. */
    public boolean cancel(String reservation) {
        return scripts.cancel(available, held, deadlines, reservation);
    }

    /** Ends up to {@code limit} reservations that are out of time, and returns them. */
    public List<String> releaseExpired(int limit) {
        return scripts.releaseExpired(available, held, deadlines, limit);
    }

    /** Counts the units. */
    public Stock stock() {
        return scripts.stock(available, held, sold);
    }

    /** Whether units are set aside, and how many are available to others. */
    public record Reservation(boolean reserved, long available) {}

    /** Where the units are. */
    public record Stock(long available, long held, long sold) {}
}
