package dev.moonlet.cli;

import dev.moonlet.diagnostic.Diagnostic;
import java.util.List;

/** Writes what a check found. */
interface Report {

    /** The report, without a line end after its last line. */
    String write(List<Diagnostic> found);
}
