package dev.moonlet.examples.demo;

import dev.moonlet.ScriptExecutor;
import java.time.Duration;

/** One example under load. */
public interface Scenario {

    /** What it is called. */
    String title();

    /** What happens, in a sentence. */
    String story();

    /**
     * Runs it.
     *
     * @param executor runs the scripts
     * @param duration for how long the load lasts
     * @param progress receives reports about the progress
     */
    Report run(ScriptExecutor executor, Duration duration, Progress progress) throws InterruptedException;
}
