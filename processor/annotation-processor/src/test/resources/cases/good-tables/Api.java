package app;

import dev.moonlet.LuaScript;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@LuaScript("order")
public interface Api {
    long order(String orders, Order order, List<Line> more, Map<String, Long> stock);

    record Order(String id, Optional<String> note, List<Line> lines) {}

    record Line(String sku, long quantity) {}
}
