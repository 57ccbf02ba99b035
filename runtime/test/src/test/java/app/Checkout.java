package app;

import dev.moonlet.InDoubtException;
import dev.moonlet.ServerUnavailableException;
import io.lettuce.core.RedisCommandTimeoutException;

public final class Checkout {

    public enum Outcome {
        BOUGHT,
        SOLD_OUT,
        LATER,
        UNKNOWN
    }

    private final Stock stock;

    public Checkout(Stock stock) {
        this.stock = stock;
    }

    public Outcome buy(String item) {
        try {
            return stock.take(item, 1) ? Outcome.BOUGHT : Outcome.SOLD_OUT;
        } catch (ServerUnavailableException e) {
            return Outcome.LATER;
        } catch (InDoubtException | RedisCommandTimeoutException e) {
            return Outcome.UNKNOWN;
        }
    }
}
