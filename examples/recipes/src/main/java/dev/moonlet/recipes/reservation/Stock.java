package dev.moonlet.recipes.reservation;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.internal.Given;
import dev.moonlet.recipes.internal.ObjectName;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * A number of units of one article. Units are held for a reservation, then sold or put back, and never sold twice.
 *
 * <pre>{@code
 * Stock cups = Stock.of(executor, "cups");
 * if (cups.reserve(order, 2, Duration.ofMinutes(15))) {
 *     pay(order);
 *     boolean sold = cups.confirm(order);
 * }
 * }</pre>
 *
 * <p>The caller names its reservations, for example by the order's number. Each call can be repeated: after a lost reply it
 * changes nothing more. The units of a reservation whose time is up are back with the next call. Safe for use by several
 * threads, and by several processes that give the same name.
 */
public final class Stock {

    private static final long MOST_UNITS = 1_000_000_000_000L;

    private final StockScripts scripts;
    private final String key;

    private Stock(StockScripts scripts, String key) {
        this.scripts = scripts;
        this.key = key;
    }

    /**
     * The stock with a name. Nothing is sent; at first it has no units.
     *
     * @throws IllegalArgumentException if the name is empty or has braces
     */
    public static Stock of(ScriptExecutor executor, String name) {
        return new Stock(new StockScriptsLua(executor), new ObjectName("stock", name).key());
    }

    /**
     * Adds units and returns how many are available now. It adds them again when it is repeated.
     *
     * @throws IllegalArgumentException if the quantity is below 1
     */
    public long add(long quantity) {
        return scripts.add(key, valid(quantity));
    }

    /**
     * Holds units for a reservation, if there are enough.
     *
     * @param hold after which time they are back if the reservation is not confirmed
     * @return false if too few are available
     * @throws IllegalStateException if the reservation holds another quantity, or was confirmed within a day
     * @throws IllegalArgumentException if the quantity is below 1, or the time is shorter than a millisecond
     */
    public boolean reserve(String reservation, long quantity, Duration hold) {
        return isReserved(reservation, scripts.reserve(key, named(reservation), valid(quantity), valid(hold)));
    }

    /** Like {@link #reserve}, without waiting for the server. */
    public CompletionStage<Boolean> reserveAsync(String reservation, long quantity, Duration hold) {
        return scripts.reserveAsync(key, named(reservation), valid(quantity), valid(hold))
                .thenApply(outcome -> isReserved(reservation, outcome));
    }

    private boolean isReserved(String reservation, StockScripts.Outcome outcome) {
        return switch (outcome) {
            case RESERVED -> true;
            case TOO_FEW -> false;
            case SOLD ->
                throw new IllegalStateException("reservation \"" + reservation + "\" of " + key
                        + " was confirmed: reserve more under another name");
            case OTHER_QUANTITY ->
                throw new IllegalStateException(
                        "reservation \"" + reservation + "\" of " + key + " holds another quantity: cancel it before");
        };
    }

    /** Sells what a reservation holds, once; false if it holds nothing because its time was up. */
    public boolean confirm(String reservation) {
        return scripts.confirm(key, named(reservation));
    }

    /** Like {@link #confirm}, without waiting for the server. */
    public CompletionStage<Boolean> confirmAsync(String reservation) {
        return scripts.confirmAsync(key, named(reservation));
    }

    /** Puts back what a reservation holds; false if it holds nothing. */
    public boolean cancel(String reservation) {
        return scripts.cancel(key, named(reservation));
    }

    /** Like {@link #cancel}, without waiting for the server. */
    public CompletionStage<Boolean> cancelAsync(String reservation) {
        return scripts.cancelAsync(key, named(reservation));
    }

    /** Counts the units. */
    public Count count() {
        return scripts.count(key);
    }

    private static long valid(long quantity) {
        return Given.count("a quantity", quantity, MOST_UNITS);
    }

    private static Duration valid(Duration hold) {
        return Given.lasting("a hold", hold, "give the time in which the reservation is confirmed at the latest");
    }

    private static String named(String reservation) {
        Objects.requireNonNull(reservation, "reservation");
        if (reservation.isEmpty()) {
            throw new IllegalArgumentException(
                    "the name of a reservation is empty: give it the order's number, for example");
        }
        return reservation;
    }

    /** Where the units are. */
    public record Count(long available, long held, long sold) {}
}
