package app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.moonlet.test.MoonletTest;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.Test;

@MoonletTest(declaredKeysOnly = true)
class SoldOutTest {

    @Test
    void removesTheItems(SoldOut soldOut, RedisCommands<String, String> redis) {
        redis.rpush("items", "stock:socks");
        assertEquals(1, soldOut.remove("items"));
    }
}
