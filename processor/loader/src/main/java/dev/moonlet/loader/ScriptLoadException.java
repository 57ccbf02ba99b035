package dev.moonlet.loader;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Severity;
import java.util.List;
import java.util.stream.Collectors;

/** Scripts could not be loaded. The message holds all that is wrong with them, as a compiler would say it. */
public final class ScriptLoadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    ScriptLoadException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .map(DiagnosticRenderer::render)
                .collect(Collectors.joining("\n\n")));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** What was found, warnings included, by file and place. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
