package app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.moonlet.InDoubtException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CheckoutTest {

    /** A stock in memory. */
    record FakeStock(Supplier<Boolean> taken) implements Stock {

        @Override
        public long put(String item, long count) {
            return count;
        }

        @Override
        public boolean take(String item, long count) {
            return taken.get();
        }

        @Override
        public CompletionStage<Boolean> takeAsync(String item, long count) {
            return CompletableFuture.supplyAsync(taken);
        }
    }

    /** Answers all calls, so that the generated code runs without a server. */
    record FakeExecutor(Object answer) implements ScriptExecutor {

        @Override
        @SuppressWarnings("unchecked") // as the test says
        public <T> T execute(ScriptInvocation<T> invocation) {
            return (T) answer;
        }

        @Override
        public <T> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
            return CompletableFuture.completedFuture(execute(invocation));
        }
    }

    @Test
    void buysWhatIsThere() {
        Stock stock = new FakeStock(() -> true);
        assertEquals(Checkout.Outcome.BOUGHT, new Checkout(stock).buy("stock:socks"));
    }

    @Test
    void reportsThatItIsUnknown() {
        Stock stock = new FakeStock(() -> {
            throw new InDoubtException("stock/take", null);
        });
        assertEquals(Checkout.Outcome.UNKNOWN, new Checkout(stock).buy("stock:socks"));
    }

    @Test
    void reportsWhatIsSoldOut() {
        Stock stock = new StockLua(new FakeExecutor(false));
        assertEquals(Checkout.Outcome.SOLD_OUT, new Checkout(stock).buy("stock:socks"));
    }
}
