package dev.moonlet.benchmarks;

import dev.moonlet.LuaScript;
import java.util.List;

/** Scripts that return much, or take much. */
public interface Large {

    /** A row of a result. */
    record Row(long id, String name, double score, boolean active) {}

    /** Rows, so many. */
    @LuaScript("large/records")
    List<Row> records(int count);

    /** Strings, so many. */
    @LuaScript("large/strings")
    List<String> strings(int count);

    /** The length of a string. */
    @LuaScript("large/text")
    long text(String text);

    /** The number of elements. */
    @LuaScript("large/elements")
    long elements(List<String> elements);
}
