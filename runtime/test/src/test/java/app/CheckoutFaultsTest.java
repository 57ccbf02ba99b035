package app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.moonlet.Delivery;
import dev.moonlet.test.FaultInjection;
import dev.moonlet.test.MoonletTest;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MoonletTest(delivery = Delivery.AT_MOST_ONCE)
class CheckoutFaultsTest {

    @BeforeEach
    void threePairsOfSocks(Stock stock) {
        stock.put("stock:socks", 3);
    }

    @Test
    void aLostReplyIsReported(Stock stock, FaultInjection faults, RedisCommands<String, String> redis) {
        faults.of("stock/take").loseReply();
        assertEquals(Checkout.Outcome.UNKNOWN, new Checkout(stock).buy("stock:socks"));
        assertEquals("2", redis.get("stock:socks")); // the script has run
    }

    @Test
    void theThirdCustomerComesWhileTheServerIsDown(Stock stock, FaultInjection faults) {
        faults.after(2).of("stock/take").times(2).refuse();
        Checkout checkout = new Checkout(stock);
        assertEquals(Checkout.Outcome.BOUGHT, checkout.buy("stock:socks"));
        assertEquals(Checkout.Outcome.BOUGHT, checkout.buy("stock:socks"));
        assertEquals(Checkout.Outcome.LATER, checkout.buy("stock:socks"));
        assertEquals(Checkout.Outcome.LATER, checkout.buy("stock:socks"));
        assertEquals(Checkout.Outcome.BOUGHT, checkout.buy("stock:socks"));
        faults.verifyAllUsed();
    }

    @Test
    void lostScriptsAreLoadedAgain(Stock stock, FaultInjection faults) {
        faults.next().loseScripts();
        assertEquals(Checkout.Outcome.BOUGHT, new Checkout(stock).buy("stock:socks"));
    }
}
