package dev.moonlet.check;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.script.CheckOptions;
import java.util.Optional;
import java.util.Set;

/** How much findings weigh: as their checks say, unless the project says otherwise. */
final class CheckLevels {

    /** Checks that report nothing unless a project asks for them. */
    private static final Set<String> OFF = Set.of("deprecated-command", "deprecated-member", "whole-collection");

    private CheckLevels() {}

    /** A finding as the project wants it; empty if it does not want it. */
    static Optional<Diagnostic> apply(Diagnostic finding, CheckOptions options) {
        CheckOptions.Level level = options.levels().get(finding.code());
        if (level == null) {
            return OFF.contains(finding.code()) ? Optional.empty() : Optional.of(finding);
        }
        return switch (level) {
            case OFF -> Optional.empty();
            case HINT -> Optional.of(finding.as(Severity.HINT));
            case WARNING -> Optional.of(finding.as(Severity.WARNING));
            case ERROR -> Optional.of(finding.as(Severity.ERROR));
        };
    }
}
