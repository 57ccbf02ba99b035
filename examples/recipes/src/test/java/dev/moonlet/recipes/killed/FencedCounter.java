package dev.moonlet.recipes.killed;

import dev.moonlet.LuaScript;
import java.util.Optional;

/** What a lock protects in these tests: read and written by two calls. */
@LuaScript("fenced")
interface FencedCounter {

    Optional<Long> read(String counter, long token);

    boolean write(String counter, long token, long value);
}
