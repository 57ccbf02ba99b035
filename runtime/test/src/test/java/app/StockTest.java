package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonlet.test.MoonletTest;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MoonletTest
class StockTest {

    @BeforeEach
    void threePairsOfSocks(Stock stock) {
        stock.put("stock:socks", 3);
    }

    @Test
    void takesWhatIsThere(Stock stock, RedisCommands<String, String> redis) {
        assertTrue(stock.take("stock:socks", 2));
        assertEquals("1", redis.get("stock:socks"));
    }

    @Test
    void takesNothingIfThereIsNotEnough(Stock stock, RedisCommands<String, String> redis) {
        assertFalse(stock.take("stock:socks", 4));
        assertEquals("3", redis.get("stock:socks"));
    }
}
