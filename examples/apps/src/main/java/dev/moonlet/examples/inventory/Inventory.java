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
    private final String units;
    private final String holds;
    private final String deadlines;
    private final String sales;

    /** The stock of an article. Its keys share a hash tag, so that a cluster keeps them on one node. */
    public Inventory(ScriptExecutor executor, String article) {
        this.scripts = new StockScriptsLua(executor);
        this.units = "stock:{" + article + "}:units";
        this.holds = "stock:{" + article + "}:holds";
        this.deadlines = "stock:{" + article + "}:deadlines";
        this.sales = "stock:{" + article + "}:sales";
    }

    /** Adds units and returns how many are available now. */
    public long restock(long quantity) {
        return scripts.restock(units, quantity);
    }

    /**
     * Sets units aside, if there are enough. The same reservation takes units once, however often it is asked for.
     *
     * @throws dev.moonlet.ScriptErrorException if the reservation is one of another number of units
     */
    public Reservation reserve(String reservation, int quantity, Duration hold) {
        return scripts.reserve(units, holds, deadlines, sales, reservation, quantity, hold);
    }

    /** Sells what a reservation holds, once; false if its time was up. */
    public boolean confirm(String reservation) {
        return scripts.confirm(units, holds, deadlines, sales, reservation);
    }

    /** Puts back what a reservation holds; false if it holds nothing. */
    public boolean cancel(String reservation) {
        return scripts.cancel(units, holds, deadlines, reservation);
    }

    /** Ends up to {@code limit} reservations that are out of time, and returns them. */
    public List<String> releaseExpired(int limit) {
        return scripts.releaseExpired(units, holds, deadlines, limit);
    }

    /** Counts the units. */
    public Stock stock() {
        return scripts.stock(units);
    }

    /** Whether units are set aside, and how many are available to others. */
    public record Reservation(boolean reserved, long available) {}

    /** Where the units are. */
    public record Stock(long available, long held, long sold) {}
}
