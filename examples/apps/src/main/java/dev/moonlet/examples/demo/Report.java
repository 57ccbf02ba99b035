package dev.moonlet.examples.demo;

import java.util.List;

/**
 * What came of a scenario.
 *
 * @param figures what was counted
 * @param invariants what must hold
 */
public record Report(List<Figure> figures, List<Invariant> invariants) {

    /** Copies the lists. */
    public Report {
        figures = List.copyOf(figures);
        invariants = List.copyOf(invariants);
    }

    /** Something that was counted. */
    public record Figure(String name, long value) {}

    /**
     * Something that must hold.
     *
     * @param statement what it says
     * @param evidence the numbers
     * @param holds whether it does
     */
    public record Invariant(String statement, String evidence, boolean holds) {}

    /** Whether every invariant holds. */
    public boolean holds() {
        return invariants.stream().allMatch(Invariant::holds);
    }
}
