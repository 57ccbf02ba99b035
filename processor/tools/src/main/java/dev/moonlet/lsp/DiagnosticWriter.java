package dev.moonlet.lsp;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.lsp4j.DiagnosticCodeDescription;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.Location;

/** Writes diagnostics as the protocol has them. */
final class DiagnosticWriter {

    private static final Set<String> UNNECESSARY =
            Set.of("unused-key", "unused-local", "unused-parameter", "unreachable-code");
    private static final Set<String> DEPRECATED = Set.of("deprecated-command", "deprecated-member");

    private final Function<String, Optional<String>> pages;

    /**
     * A writer.
     *
     * @param pages the address of the page that explains a code, if it has one
     */
    DiagnosticWriter(Function<String, Optional<String>> pages) {
        this.pages = pages;
    }

    /** A finding with the address of its page. */
    org.eclipse.lsp4j.Diagnostic write(Findings.Finding finding, Function<SourceFile, Optional<String>> uri) {
        Diagnostic diagnostic = finding.diagnostic();
        org.eclipse.lsp4j.Diagnostic written = new org.eclipse.lsp4j.Diagnostic(
                Positions.range(finding.file(), visible(finding)),
                message(diagnostic),
                severity(diagnostic),
                "moonlet");
        written.setCode(diagnostic.code());
        pages.apply(diagnostic.code()).map(DiagnosticCodeDescription::new).ifPresent(written::setCodeDescription);
        List<DiagnosticRelatedInformation> related = new ArrayList<>();
        Stream.concat(diagnostic.related().stream(), diagnostic.chain().stream())
                .forEach(label -> uri.apply(label.file())
                        .map(address -> new DiagnosticRelatedInformation(
                                new Location(address, Positions.range(label.file(), label.span())), label.text()))
                        .ifPresent(related::add));
        if (!related.isEmpty()) {
            written.setRelatedInformation(related);
        }
        if (UNNECESSARY.contains(diagnostic.code())) {
            written.setTags(List.of(DiagnosticTag.Unnecessary));
        } else if (DEPRECATED.contains(diagnostic.code())) {
            written.setTags(List.of(DiagnosticTag.Deprecated));
        }
        return written;
    }

    /** What is marked: one character at least, if its line has one. */
    private static Span visible(Findings.Finding finding) {
        Span span = finding.span();
        int lineEnd = finding.file().lineEnd(finding.file().line(span.start()));
        return span.start() < span.end() || span.start() >= lineEnd ? span : new Span(span.start(), span.start() + 1);
    }

    private static String message(Diagnostic diagnostic) {
        List<String> lines = new ArrayList<>(List.of(diagnostic.message()));
        diagnostic.place().map(Label::text).filter(hint -> !hint.isEmpty()).ifPresent(lines::add);
        lines.addAll(diagnostic.notes());
        return String.join("\n", lines);
    }

    private static DiagnosticSeverity severity(Diagnostic diagnostic) {
        return switch (diagnostic.severity()) {
            case ERROR -> DiagnosticSeverity.Error;
            case WARNING -> DiagnosticSeverity.Warning;
            case HINT -> DiagnosticSeverity.Hint;
        };
    }
}
