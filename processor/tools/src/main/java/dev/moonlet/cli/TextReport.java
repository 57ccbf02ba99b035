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
    private final int known;

    /**
     * @param colors whether it goes to a terminal that shows them
     * @param scripts how many scripts were checked
     * @param known how many findings are left out, because they are in the baseline
     */
    TextReport(boolean colors, int scripts, int known) {
        this.colors = colors;
        this.scripts = scripts;
        this.known = known;
    }

    @Override
    public String write(List<Diagnostic> found) {
        StringBuilder text = new StringBuilder();
        for (Diagnostic diagnostic : found) {
            text.append(DiagnosticRenderer.renderWithSeverity(diagnostic, colors))
                    .append("\n\n");
        }
        return text.append(summary(found)).toString();
    }

    /** How much was found, in a line. */
    String summary(List<Diagnostic> found) {
        List<Diagnostic> shown =
                found.stream().filter(d -> !OmittedProblems.isSummary(d)).toList();
        long errors = shown.stream().filter(d -> d.severity() == Severity.ERROR).count();
        long hints = shown.stream().filter(d -> d.severity() == Severity.HINT).count();
        return number(scripts, "script") + ": " + number(errors, "error") + ", "
                + number(shown.size() - errors - hints, "warning") + (hints > 0 ? ", " + number(hints, "hint") : "")
                + (shown.size() < found.size() ? ", without those left out" : "")
                + (known > 0 ? "; " + known + " in the baseline" : "");
    }

    private static String number(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
