package app;

import dev.moonlet.LuaScript;
import java.util.List;
import java.util.Map;

@LuaScript("order")
public interface Api {
    long order(Order order, Place place, Map<Integer, Long> stock, String box);

    record Order(String id, long note, List<Line> lines, String extra) {}

    record Line(String sku, int quantity) {}

    record Place(int x) {}
}
