package dev.moonlet.examples.demo;

import java.io.PrintStream;

/** Prints a story, and remembers whether all of it came as it must. */
final class Narrator {

    private static final String LINE = "%-14s%s%n";

    private final PrintStream out;
    private boolean allHolds = true;

    Narrator(PrintStream out) {
        this.out = out;
    }

    void begin(String sentence) {
        out.println(sentence);
        out.println();
    }

    /** Says which recipe comes, and what happens. */
    void scene(String recipe, String story) {
        out.printf(LINE, recipe, story);
    }

    /** Says how it ended, and whether it had to end so. */
    void outcome(boolean holds, String evidence) {
        allHolds &= holds;
        out.printf(LINE, holds ? "  ok" : "  FAILS", evidence);
    }

    /** Says whether each outcome was as it must be, and returns that. */
    boolean end() {
        out.println();
        out.println(allHolds ? "Everything that must hold does." : "Something that must hold does not.");
        return allHolds;
    }
}
