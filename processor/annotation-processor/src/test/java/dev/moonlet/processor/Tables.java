package dev.moonlet.processor;

import dev.moonlet.Arg;
import dev.moonlet.Key;
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

    @LuaScript("tables/operation")
    @Arg(name = "op", value = "pop")
    String pop(String place, long count);

    @LuaScript("tables/operation")
    @Arg(name = "op", value = "push\n\"")
    @Arg(name = "place", value = "here")
    @Arg(name = "count", value = "-7")
    @Arg(name = "rate", value = "0.5")
    @Arg(name = "urgent", value = "true")
    @Arg(name = "lease", value = "PT1M")
    @Arg(name = "name", value = "")
    String push();

    @LuaScript("tables/operation")
    String operation(Outer outer);

    /** Records around what a script takes. */
    record Outer(String place, Inner inner) {}

    /** What is in one. */
    record Inner(String op, long count) {}

    @LuaScript("tables/entries")
    @Arg(name = "ARGV[2]", value = "PT2M", type = "seconds")
    List<String> placed(@Arg("ARGV[3]") String three, @Arg("ARGV[1]") String one, @Key String key);

    @LuaScript("tables/entries")
    List<String> boxed(@Key String key, String one, String two, Long three);

    @LuaScript("tables/entries")
    List<String> absent(@Key String key, String one, String two, @Arg(type = "integer?") Integer three);

    @LuaScript("tables/entries")
    @Arg(name = "ARGV[2]", value = "two")
    @Arg(name = "ARGV[3]", value = "three")
    @Arg(name = "KEYS[1]", value = "key")
    List<String> entries(String one);
}
