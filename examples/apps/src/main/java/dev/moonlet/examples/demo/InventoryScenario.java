package dev.moonlet.examples.demo;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.examples.inventory.Inventory;
import dev.moonlet.examples.inventory.Inventory.Reservation;
import dev.moonlet.examples.inventory.Inventory.Stock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Buyers want more than there is; some cancel, some walk away without a word. */
public final class InventoryScenario implements Scenario {

    private static final int BUYERS = 4;
    private static final int DELIVERY = 40;
    private static final int MOST_UNITS = 3;
    private static final int RELEASED_AT_ONCE = 100;
    private static final Duration HOLD = Duration.ofMillis(100);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final LongAdder delivered = new LongAdder();
    private final LongAdder reservations = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder sold = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder outOfTime = new LongAdder();
    private final LongAccumulator least = new LongAccumulator(Math::min, Long.MAX_VALUE);

    @Override
    public String title() {
        return "Inventory";
    }

    @Override
    public String story() {
        return "%d buyers reserve 1 to %d units of one article for %d ms, then buy, cancel or walk away"
                .formatted(BUYERS, MOST_UNITS, HOLD.toMillis());
    }

    @Override
    public Report run(ScriptExecutor executor, Duration duration, Progress progress) throws InterruptedException {
        Inventory inventory = new Inventory(executor, "espresso-machine");
        new Load()
                .threads(BUYERS, goOn -> buy(inventory, goOn))
                .thread(goOn -> deliver(inventory, goOn))
                .thread(goOn -> release(inventory, goOn))
                .run(duration, progress, () -> "%,d units delivered, %,d sold".formatted(delivered.sum(), sold.sum()));
        progress.reached("waiting for the last reservations to end");
        release(inventory, () -> inventory.stock().held() > 0);
        return report(inventory.stock());
    }

    private void buy(Inventory inventory, BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            String reservation = UUID.randomUUID().toString();
            int units = ThreadLocalRandom.current().nextInt(1, MOST_UNITS + 1);
            boolean reserved = reserve(inventory, reservation, units);
            if (reserved && ThreadLocalRandom.current().nextInt(10) == 0) {
                reserved = reserve(inventory, reservation, units); // as after a lost reply
            }
            if (reserved) {
                reservations.increment();
                decide(inventory, reservation, units);
            } else {
                refused.increment();
                LockSupport.parkNanos(PAUSE / 10);
            }
        }
    }

    private boolean reserve(Inventory inventory, String reservation, int units) {
        Reservation answer = inventory.reserve(reservation, units, HOLD);
        least.accumulate(answer.available());
        return answer.reserved();
    }

    private void decide(Inventory inventory, String reservation, int units) {
        switch (ThreadLocalRandom.current().nextInt(10)) {
            case 0 -> {
                if (inventory.cancel(reservation)) {
                    cancelled.increment();
                }
            }
            case 1 -> {} // walks away: the units come back when the time is up
            default -> {
                if (inventory.confirm(reservation)) {
                    sold.add(units);
                }
            }
        }
    }

    private void deliver(Inventory inventory, BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            delivered.add(DELIVERY);
            inventory.restock(DELIVERY);
            LockSupport.parkNanos(PAUSE);
        }
    }

    private void release(Inventory inventory, BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            outOfTime.add(inventory.releaseExpired(RELEASED_AT_ONCE).size());
            LockSupport.parkNanos(PAUSE);
        }
    }

    private Report report(Stock stock) {
        return new Report(
                List.of(
                        new Report.Figure("units delivered", delivered.sum()),
                        new Report.Figure("reservations", reservations.sum()),
                        new Report.Figure("refused: too few units", refused.sum()),
                        new Report.Figure("cancelled", cancelled.sum()),
                        new Report.Figure("out of time", outOfTime.sum()),
                        new Report.Figure("units sold", sold.sum())),
                List.of(
                        new Report.Invariant("no stock below zero", "least was " + least.get(), least.get() >= 0),
                        new Report.Invariant(
                                "every sale counted once",
                                "%,d sold, %,d on record".formatted(sold.sum(), stock.sold()),
                                sold.sum() == stock.sold()),
                        new Report.Invariant(
                                "no unit lost or made up",
                                "%,d available + %,d sold = %,d delivered"
                                        .formatted(stock.available(), stock.sold(), delivered.sum()),
                                stock.available() + stock.held() + stock.sold() == delivered.sum())));
    }
}
