package dev.moonlet.benchmarks;

import dev.moonlet.LuaScript;
import java.util.concurrent.CompletionStage;

/** A script of one line. */
@LuaScript("counter")
public interface Counter {

    /** Counts. */
    long count(String counter);

    /** Counts, without waiting. */
    CompletionStage<Long> countAsync(String counter);
}
