package dev.moonlet.test;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test classes inside of a test. Their names keep Maven from running them. */
final class TestRuns {

    private TestRuns() {}

    static EngineExecutionResults of(Map<String, String> properties, Class<?>... classes) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter");
        for (Class<?> type : classes) {
            kit.selectors(selectClass(type));
        }
        return kit.configurationParameters(properties).execute();
    }

    /** The messages of all failures. */
    static String failure(Class<?> type) {
        return failure(of(Map.of(), type));
    }

    static String failure(EngineExecutionResults results) {
        return results.allEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> message(result.getThrowable().orElseThrow()))
                .reduce((one, other) -> one + "\nand " + other)
                .orElse("nothing failed");
    }

    private static String message(Throwable failure) {
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }

    /** Does something while a system property has a value. */
    static <T> T with(String property, String value, Supplier<T> action) {
        String before = System.getProperty(property);
        System.setProperty(property, value);
        try {
            return action.get();
        } finally {
            if (before == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        }
    }
}
