package dev.moonlet.cli;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.source.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what was found as commands for GitHub Actions, which shows it beside the lines of a pull request, and then how much it is.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands">Workflow commands</a>
 */
final class GithubReport implements Report {

    private final Findings findings;
    private final SarifPaths paths;
    private final TextReport text;

    /**
     * @param findings where the files of findings are
     * @param paths what they are relative to: the repository
     * @param text counts the findings
     */
    GithubReport(Findings findings, SarifPaths paths, TextReport text) {
        this.findings = findings;
        this.paths = paths;
        this.text = text;
    }

    @Override
    public String write(List<Diagnostic> found) {
        List<String> lines = new ArrayList<>();
        found.forEach(diagnostic -> lines.add(command(diagnostic)));
        lines.add(text.summary(found));
        return String.join("\n", lines);
    }

    private String command(Diagnostic diagnostic) {
        List<String> properties = new ArrayList<>();
        diagnostic.place().ifPresent(place -> properties.addAll(place(place)));
        if (properties.isEmpty()) {
            findings.scriptFile(diagnostic).ifPresent(file -> properties.add("file=" + property(paths.relative(file))));
        }
        properties.add("title=" + property(diagnostic.code()));
        return "::" + command(diagnostic.severity()) + " " + String.join(",", properties) + "::"
                + data(message(diagnostic));
    }

    private static String command(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case HINT -> "notice";
        };
    }

    private List<String> place(Label place) {
        Position start = place.file().position(place.span().start());
        Position end = place.file().position(place.span().end());
        List<String> properties = new ArrayList<>();
        properties.add("file="
                + property(findings.path(place.file())
                        .map(paths::relative)
                        .orElse(place.file().path())));
        properties.add("line=" + start.line());
        properties.add("endLine=" + end.line());
        if (start.line() == end.line()) { // columns of several lines are refused
            properties.add("col=" + start.column());
            properties.add("endColumn=" + end.column());
        }
        return properties;
    }

    private static String message(Diagnostic diagnostic) {
        List<String> lines = new ArrayList<>(List.of(diagnostic.message()));
        diagnostic.place().map(Label::text).filter(hint -> !hint.isEmpty()).ifPresent(lines::add);
        lines.addAll(diagnostic.notes());
        return String.join("\n", lines);
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
