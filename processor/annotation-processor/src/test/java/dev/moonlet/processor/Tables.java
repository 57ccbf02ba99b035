package dev.moonlet.processor;

import dev.moonlet.LuaScript;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tables as arguments. */
@LuaScript("tables")
public interface Tables {

    /** An order. */
    record Order(
            String id,
            @Nullable String note,
            Optional<Boolean> urgent,
            long big,
            Duration at,
            double total,
            List<Line> lines,
            Map<String, Integer> tags,
            Place place,
            @Nullable Map<String, String> extra) {}

    /** A line of an order. */
    record Line(String sku, int quantity, List<String> colours) {}

    /** A place. */
    record Place(int number, Colour colour) {}

    /** A colour. */
    enum Colour {
        RED
    }

    /** A point. */
    record Point(int x, @Nullable Integer y) {}

    /** A shape. */
    record Shape(String name, Optional<Integer> sides) {}

    String order(Order order);

    String optional(
            @Nullable Point point, @Nullable Map<String, Integer> sizes, Optional<Place> pair, @Nullable Shape shape);

    @LuaScript("tables/optional")
    String nothing();
}
