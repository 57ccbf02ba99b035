package app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.test.MoonletTest;
import dev.moonlet.test.ScriptCoverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MoonletTest
class StockCoverageTest {

    @Test
    void countsWhatRuns(ScriptExecutor executor, @TempDir Path directory) throws IOException {
        ScriptCoverage coverage = ScriptCoverage.in(directory);
        Stock stock = new StockLua(coverage.around(executor));
        stock.put("stock:socks", 2);
        stock.take("stock:socks", 1);
        coverage.report();
        assertTrue(Files.readString(directory.resolve("lcov.info")).contains("stock/take.lua"));
    }
}
