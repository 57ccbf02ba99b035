package dev.moonlet.cli;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.OmittedProblems;
import dev.moonlet.diagnostic.Severity;
import java.util.List;

/** Writes what was found for people: one after the other, and how many there are. */
final class TextReport implements Report {

    private final boolean colors;
    private final int scripts;

    TextReport(boolean colors, int scripts) {
        this.colors = colors;
        this.scripts = scripts;
    }

    @Override
    public String write(List<Diagnostic> found) {
        StringBuilder text = new StringBuilder();
        for (Diagnostic diagnostic : found) {
            text.append(DiagnosticRenderer.renderWithSeverity(diagnostic, colors))
                    .append("\n\n");
        }
        List<Diagnostic> shown =
                found.stream().filter(d -> !OmittedProblems.isSummary(d)).toList();
        long errors = shown.stream().filter(d -> d.severity() == Severity.ERROR).count();
        long hints = shown.stream().filter(d -> d.severity() == Severity.HINT).count();
        text.append(number(scripts, "script"))
                .append(": ")
                .append(number(errors, "error"))
                .append(", ")
                .append(number(shown.size() - errors - hints, "warning"))
                .append(hints > 0 ? ", " + number(hints, "hint") : "")
                .append(shown.size() < found.size() ? ", without those left out" : "");
        return text.toString();
    }

    private static String number(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
