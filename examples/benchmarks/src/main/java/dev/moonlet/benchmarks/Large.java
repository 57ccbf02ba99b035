package dev.moonlet.benchmarks;

import dev.moonlet.LuaScript;
import java.util.List;

/** Scripts that return much, or take much. */
@LuaScript("large")
public interface Large {

    /** A row of a result. */
    record Row(long id, String name, double score, boolean active) {}

    /** Rows, so many. */
    List<Row> records(int count);

    /** Strings, so many. */
    List<String> strings(int count);

    /** The length of a string. */
    long text(String text);

    /** The number of elements. */
    long elements(List<String> elements);
}
