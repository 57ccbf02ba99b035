package dev.moonlet.recipes.reservation;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.reservation.Stock.Count;
import dev.moonlet.testing.RedisExtension;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StockIT {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private Stock stock;

    @BeforeEach
    void stock() {
        stock = Stock.of(ScriptExecutor.of(redis.connection()), "cups");
        assertThat(stock.add(5)).isEqualTo(5);
    }

    @Test
    void noMoreIsHeldThanThereIs() {
        assertThat(stock.reserve("a", 3, LONG)).isTrue();
        assertThat(stock.reserve("b", 3, LONG)).isFalse();
        assertThat(stock.reserve("c", 2, LONG)).isTrue();
        assertThat(stock.count()).isEqualTo(new Count(0, 5, 0));
    }

    @Test
    void repeatedCallsChangeNothingMore() {
        stock.reserve("a", 3, LONG);
        assertThat(stock.reserve("a", 3, LONG)).isTrue();
        assertThat(stock.count()).isEqualTo(new Count(2, 3, 0));
        assertThat(stock.confirm("a")).isTrue();
        assertThat(stock.confirm("a")).isTrue();
        assertThat(stock.cancel("a")).isFalse();
        assertThat(stock.count()).isEqualTo(new Count(2, 0, 3));
    }

    @Test
    void cancelledUnitsAreBack() {
        stock.reserve("a", 3, LONG);
        assertThat(stock.cancel("a")).isTrue();
        assertThat(stock.cancel("a")).isFalse();
        assertThat(stock.confirm("a")).isFalse();
        assertThat(stock.count()).isEqualTo(new Count(5, 0, 0));
    }

    @Test
    void expiredHoldsReturn() {
        stock.reserve("a", 5, SHORT);
        await().until(() -> stock.reserve("b", 5, LONG));
        assertThat(stock.confirm("a")).isFalse();
        assertThat(stock.count()).isEqualTo(new Count(0, 5, 0));
    }

    @Test
    void moreHoldsThanOneCallReturnsAreBackInTheEnd() {
        stock.add(300);
        for (int i = 0; i < 300; i++) {
            stock.reserve("r" + i, 1, SHORT);
        }
        await().until(() -> stock.count().equals(new Count(305, 0, 0)));
    }

    @Test
    void badUseIsExplained() {
        stock.reserve("a", 1, LONG);
        assertThatThrownBy(() -> stock.reserve("a", 2, LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("reservation \"a\" of stock:{cups} holds another quantity: cancel it before");
        stock.confirm("a");
        assertThatThrownBy(() -> stock.reserve("a", 1, LONG))
                .hasMessage("reservation \"a\" of stock:{cups} was confirmed: reserve more under another name");
        assertThatThrownBy(() -> stock.reserve("b", 0, LONG))
                .hasMessage("a quantity must be from 1 to 1000000000000, not 0");
        assertThatThrownBy(() -> stock.reserve("b", 1, Duration.ZERO))
                .hasMessage("a hold of PT0S ends before it begins:"
                        + " give the time in which the reservation is confirmed at the latest");
        assertThatThrownBy(() -> stock.cancel("")).isInstanceOf(IllegalArgumentException.class);
    }
}
