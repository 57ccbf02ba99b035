package dev.moonlet.recipes.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.Delivery;
import dev.moonlet.InDoubtException;
import dev.moonlet.recipes.FaultyServer;
import dev.moonlet.recipes.FaultyServer.Fault;
import dev.moonlet.recipes.reservation.Stock.Count;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A stock whose server or connections break. Its holds are so long that none ends. */
@Tag("faults")
class StockFaultsIT {

    private static final Duration LONG = Duration.ofHours(1);
    private static final int UNITS = 1_000;

    @TempDir
    Path data;

    static Stream<Arguments> faults() {
        return Stream.of(Fault.values())
                .flatMap(fault -> Stream.of(Delivery.values()).map(delivery -> Arguments.of(fault, delivery)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachUnitIsSoldOnce(Fault fault, Delivery delivery) throws Exception {
        LongAdder sold = new LongAdder();
        LongAdder held = new LongAdder();
        try (FaultyServer server = FaultyServer.start(fault, data)) {
            Stock total = Stock.of(server.executor(Delivery.AT_LEAST_ONCE), "cups");
            total.add(UNITS);
            server.breakDuring(() -> {
                Stock stock = Stock.of(server.executor(delivery), "cups");
                return goOn -> {
                    for (int i = 0; goOn.getAsBoolean(); i++) {
                        String order = UUID.randomUUID().toString();
                        int quantity = i % 3 + 1;
                        if (!repeated(() -> stock.reserve(order, quantity, LONG))) {
                            continue;
                        }
                        if (i % 20 == 0) {
                            held.add(quantity);
                        } else if (i % 4 != 0) {
                            repeated(() -> stock.cancel(order));
                        } else if (repeated(() -> stock.confirm(order))) {
                            sold.add(quantity);
                        }
                    }
                };
            });
            assertThat(total.count()).isEqualTo(new Count(UNITS - sold.sum() - held.sum(), held.sum(), sold.sum()));
            assertThat(total.count().available()).isNotNegative();
            assertThat(sold.sum()).isPositive();
        }
    }

    /** What a caller does that doesn't know whether its call has run. */
    private static boolean repeated(BooleanSupplier call) {
        while (true) {
            try {
                return call.getAsBoolean();
            } catch (InDoubtException e) {
                // the same call again changes nothing more
            }
        }
    }
}
