package dev.moonlet.processor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.moonlet.LuaScript;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values in MessagePack. */
@LuaScript("packed")
public interface Packed {

    /** An order. */
    record Order(String id, @Nullable String note, double total, List<Integer> lines, Map<String, Long> tags) {}

    /** What Lua sees, and what comes back. */
    record Echo(String seen, Order value) {}

    /** A point. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Point(int x, @Nullable Integer y) {}

    Echo echo(Order value);

    @LuaScript("packed/lua")
    Optional<Object> lua(String lua);

    @LuaScript("packed/lua")
    Optional<List<Point>> points(String lua);

    @LuaScript("packed/lua")
    Optional<Point> point(String lua, @Nullable Point point);
}
