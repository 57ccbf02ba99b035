package dev.moonlet.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Calls under every fault that a client can meet, in virtual time. Each schedule has a number, {@code -Dmoonlet.schedule} runs
 * one of them, and {@code -Dmoonlet.schedules} says how many.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class SimulationTest {

    private static final long SECONDS = 25;

    @Test
    void everyScheduleEndsWell() {
        Long one = Long.getLong("moonlet.schedule");
        if (one != null) {
            Schedule.run(one);
            return;
        }
        long most = Long.getLong("moonlet.schedules", 0);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        long seed = 0;
        while (most > 0 ? seed < most : System.nanoTime() < end && seed < 100_000) {
            long number = seed++;
            assertThatCode(() -> Schedule.run(number)).doesNotThrowAnyException();
        }
        System.out.println(seed + " schedules");
    }

    /** Else a seed that fails could not be looked into. */
    @Test
    void aScheduleIsTheSameInEachRun() {
        for (long seed = 0; seed < 300; seed++) {
            assertThat(Schedule.replay(seed)).isEqualTo(Schedule.replay(seed));
        }
    }
}
