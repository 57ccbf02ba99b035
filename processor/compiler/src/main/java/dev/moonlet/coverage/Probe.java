package dev.moonlet.coverage;

import dev.moonlet.script.SourceMap;

/** What an {@link InstrumentedScript} counts at a place. */
public sealed interface Probe {

    /** The line of a file. */
    SourceMap.Place place();

    /** The line of the linked text, from 1. A line of a file that is included twice is two of these. */
    int linkedLine();

    /** How many counters it has. */
    int counters();

    /** A statement, with a counter of how often it began. */
    record Line(SourceMap.Place place, int linkedLine) implements Probe {
        @Override
        public int counters() {
            return 1;
        }
    }

    /**
     * A condition, with counters of how often it held and how often it did not; or a {@code for}, with counters of how often it ran
     * its block and how often it did not.
     *
     * @param ordinal which of the branches on its line it is, from 0
     */
    record Branch(SourceMap.Place place, int linkedLine, int ordinal) implements Probe {
        @Override
        public int counters() {
            return 2;
        }
    }
}
