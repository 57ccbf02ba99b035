package dev.moonlet.cli;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.source.Printable;
import dev.moonlet.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings that a project has decided to live with. Each is known by its code, its file, and the text of its line, so it is found
 * again after lines above it have changed.
 */
final class Baseline {

    private static final String HEAD =
            "# Findings that moonlet check --baseline leaves out: code, file, text of the line.";

    private final Findings findings;
    private final SarifPaths paths;

    /**
     * @param findings where the files of findings are
     * @param paths what they are relative to
     */
    Baseline(Findings findings, SarifPaths paths) {
        this.findings = findings;
        this.paths = paths;
    }

    /**
     * The findings that a file does not have; as often as it has one, one is left out.
     *
     * @throws UsageException if there is no such file
     */
    List<Diagnostic> unknown(List<Diagnostic> found, Path file) {
        Map<String, Integer> known = new HashMap<>();
        try {
            Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> known.merge(line.strip(), 1, Integer::sum));
        } catch (IOException e) {
            throw new UsageException(
                    "the baseline " + file + " can't be read: " + Failures.reason(e) + "; --write-baseline writes one");
        }
        List<Diagnostic> unknown = new ArrayList<>();
        for (Diagnostic diagnostic : found) {
            if (known.merge(identity(diagnostic), -1, Integer::sum) < 0) {
                unknown.add(diagnostic);
            }
        }
        return unknown;
    }

    /**
     * Writes all findings to a file.
     *
     * @throws UsageException if it can't be written
     */
    void write(List<Diagnostic> found, Path file) {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        found.stream().map(this::identity).sorted().forEach(lines::add);
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UsageException("the baseline " + file + " can't be written: " + Failures.reason(e));
        }
    }

    private String identity(Diagnostic diagnostic) {
        if (diagnostic.place().isEmpty()) {
            String file = findings.scriptFile(diagnostic).map(paths::relative).orElse("-");
            return line(diagnostic.code(), file, diagnostic.message());
        }
        Label place = diagnostic.place().get();
        SourceFile file = place.file();
        String path = findings.path(file).map(paths::relative).orElse(file.path());
        return line(
                diagnostic.code(), path, file.lineText(file.line(place.span().start())));
    }

    private static String line(String code, String file, String text) {
        return Printable.line(code + " " + file + " " + text.strip()).strip();
    }
}
