package dev.moonlet.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.ReturnedErrorException;
import dev.moonlet.ScriptErrorException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class CallOutcomeTest {

    @Test
    void codesAreWordsOfWhichThereAreFew() {
        assertThat(CallOutcome.of(new ScriptErrorException("s", "WRONGTYPE", "x")))
                .isEqualTo(new CallOutcome("SCRIPT_ERROR", "WRONGTYPE"));
        assertThat(CallOutcome.of(new ScriptErrorException("s", "JOB-17", "x")))
                .isEqualTo(new CallOutcome("SCRIPT_ERROR", "OTHER"));
        assertThat(CallOutcome.of(new ReturnedErrorException("s", "-1", "MissingLock", "")))
                .isEqualTo(new CallOutcome("RETURNED_ERROR", "MissingLock"));
    }

    @Test
    void otherFailuresHaveTheNamesOfTheirTypes() {
        assertThat(CallOutcome.of(null)).isEqualTo(new CallOutcome("SUCCESS", "none"));
        assertThat(CallOutcome.of(new CancellationException()))
                .isEqualTo(new CallOutcome("CANCELLED", "CancellationException"));
        assertThat(CallOutcome.of(new IllegalStateException()))
                .isEqualTo(new CallOutcome("FAILED", "IllegalStateException"));
        IllegalStateException cause = new IllegalStateException();
        assertThat(CallOutcome.unwrapped(new CompletionException(cause))).isSameAs(cause);
    }
}
