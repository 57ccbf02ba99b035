package app;

import dev.moonlet.test.CostReport;
import dev.moonlet.test.MoonletTest;
import org.junit.jupiter.api.Test;

@MoonletTest
class StockCostsTest {

    @Test
    void takingCostsTwoCommands(Stock stock, CostReport costs) {
        stock.put("stock:socks", 2);
        for (int customer = 1; customer <= 4; customer++) {
            stock.take("stock:socks", 1);
        }
        costs.verify("take");
    }
}
