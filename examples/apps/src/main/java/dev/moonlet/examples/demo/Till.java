package dev.moonlet.examples.demo;

import dev.moonlet.LuaScript;

/** The shop's scripts: each method runs the script of the same name in {@code src/main/lua/till}. */
@LuaScript("till")
interface Till {

    Sold record(String till, String article, int cents);

    Day read(String till);

    boolean close(String till, long token);

    /** The number of a sale, and the sum of all so far. */
    record Sold(long number, String total) {}

    /** What was sold, and whether the day is over. */
    record Day(long sales, String total, boolean closed) {}
}
