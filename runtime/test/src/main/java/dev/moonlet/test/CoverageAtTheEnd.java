package dev.moonlet.test;

import org.junit.jupiter.api.extension.ExtensionContext;

/** Reports coverage when JUnit closes the store of the whole run. */
@SuppressWarnings("deprecation") // what replaces it is newer than the oldest JUnit that users have
record CoverageAtTheEnd(ScriptCoverage coverage) implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    @Override
    public void close() {
        coverage.report();
    }
}
