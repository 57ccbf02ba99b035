package dev.moonlet.examples.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.examples.demo.EmbeddedRedis;
import dev.moonlet.examples.inventory.Inventory.Reservation;
import dev.moonlet.examples.inventory.Inventory.Stock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InventoryIT {

    private static final Duration LONG = Duration.ofHours(1);

    /** Has ended as soon as it begins. */
    private static final Duration OVER = Duration.ofMillis(-1);

    private static EmbeddedRedis redis;
    private Inventory inventory;

    @BeforeAll
    static void start() throws Exception {
        redis = EmbeddedRedis.start();
    }

    @AfterAll
    static void stop() throws Exception {
        redis.close();
    }

    @BeforeEach
    void stock() {
        redis.connection().sync().flushall();
        inventory = new Inventory(ScriptExecutor.of(redis.connection()), "cup");
        assertThat(inventory.restock(5)).isEqualTo(5);
    }

    @Test
    void noMoreIsReservedThanThereIs() {
        assertThat(inventory.reserve("a", 3, LONG)).isEqualTo(new Reservation(true, 2));
        assertThat(inventory.reserve("b", 3, LONG)).isEqualTo(new Reservation(false, 2));
        assertThat(inventory.reserve("c", 2, LONG)).isEqualTo(new Reservation(true, 0));
        assertThat(inventory.stock()).isEqualTo(new Stock(0, 5, 0));
    }

    @Test
    void theSameReservationTakesUnitsOnce() {
        inventory.reserve("a", 3, LONG);
        assertThat(inventory.reserve("a", 3, LONG)).isEqualTo(new Reservation(true, 2));
        assertThat(inventory.stock()).isEqualTo(new Stock(2, 3, 0));
    }

    @Test
    void confirmedUnitsAreSoldOnce() {
        inventory.reserve("a", 3, LONG);
        assertThat(inventory.confirm("a")).isTrue();
        assertThat(inventory.confirm("a")).isTrue();
        assertThat(inventory.cancel("a")).isFalse();
        assertThat(inventory.stock()).isEqualTo(new Stock(2, 0, 3));
    }

    @Test
    void cancelledUnitsAreBack() {
        inventory.reserve("a", 3, LONG);
        assertThat(inventory.cancel("a")).isTrue();
        assertThat(inventory.stock()).isEqualTo(new Stock(5, 0, 0));
    }

    @Test
    void unitsOfReservationsOutOfTimeAreBack() {
        inventory.reserve("a", 2, OVER);
        inventory.reserve("b", 1, OVER);
        inventory.reserve("c", 1, LONG);
        assertThat(inventory.releaseExpired(10)).containsExactlyInAnyOrder("a", "b");
        assertThat(inventory.releaseExpired(10)).isEmpty();
        assertThat(inventory.confirm("a")).isFalse();
        assertThat(inventory.stock()).isEqualTo(new Stock(4, 1, 0));
    }

    @Test
    void aReservationThatWasSoldStaysSo() {
        inventory.reserve("a", 3, LONG);
        assertThat(inventory.confirm("a")).isTrue();
        assertThat(inventory.reserve("a", 3, LONG)).isEqualTo(new Reservation(true, 2));
        assertThat(inventory.confirm("a")).isTrue();
        assertThat(inventory.stock()).isEqualTo(new Stock(2, 0, 3));
    }

    @Test
    void nobodyCountsOnAHoldWhoseTimeIsUp() {
        inventory.reserve("a", 3, OVER);
        assertThat(inventory.confirm("a")).isFalse();
        assertThat(inventory.stock()).isEqualTo(new Stock(5, 0, 0));
        inventory.reserve("b", 3, OVER);
        assertThat(inventory.reserve("b", 4, LONG)).isEqualTo(new Reservation(true, 1));
    }

    @Test
    void aReservationHasOneNumberOfUnits() {
        inventory.reserve("a", 1, LONG);
        assertThatThrownBy(() -> inventory.reserve("a", 2, LONG))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessage("script inventory/reserve failed: RESERVATION it is one of 1 units, not 2");
    }

    @Test
    void quantitiesBelowOneAreErrors() {
        assertThatThrownBy(() -> inventory.reserve("a", 0, LONG))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessage("script inventory/reserve failed: QUANTITY a reservation has at least one unit, not 0");
        assertThatThrownBy(() -> inventory.restock(-1))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessage("script inventory/restock failed: QUANTITY restocking adds units, not -1");
    }
}
