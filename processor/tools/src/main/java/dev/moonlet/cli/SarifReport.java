package dev.moonlet.cli;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.source.Position;
import dev.moonlet.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes what was found for code scanners, with all that GitHub requires.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 * @see <a href="https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning">
 *     GitHub: SARIF support for code scanning</a>
 */
final class SarifReport implements Report {

    private final Findings findings;
    private final SarifPaths paths;
    private final Map<SourceFile, LineHashes> hashes = new HashMap<>();

    SarifReport(Findings findings, SarifPaths paths) {
        this.findings = findings;
        this.paths = paths;
    }

    @Override
    public String write(List<Diagnostic> found) {
        List<String> codes =
                found.stream().map(Diagnostic::code).distinct().sorted().toList();
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "moonlet");
        driver.put("version", Tool.version());
        driver.put("informationUri", Tool.address());
        driver.put("rules", codes.stream().map(SarifReport::rule).toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("originalUriBaseIds", SarifPaths.bases());
        run.put("columnKind", "utf16CodeUnits");
        run.put(
                "results",
                found.stream()
                        .map(diagnostic -> result(diagnostic, codes.indexOf(diagnostic.code())))
                        .toList());
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return Json.pretty(log);
    }

    private static Map<String, Object> rule(String code) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", code);
        CheckPage.of(code).ifPresent(page -> {
            String level = page.isWarning() ? "warning" : "error";
            rule.put("shortDescription", Map.of("text", page.shortDescription()));
            rule.put("fullDescription", Map.of("text", page.fullDescription()));
            rule.put("helpUri", page.address());
            Map<String, Object> help = new LinkedHashMap<>();
            help.put("text", page.text());
            help.put("markdown", page.linkedMarkdown());
            rule.put("help", help);
            rule.put("defaultConfiguration", Map.of("level", level));
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("tags", List.of("lua", "redis"));
            properties.put("problem.severity", level);
            rule.put("properties", properties);
        });
        return rule;
    }

    private Map<String, Object> result(Diagnostic diagnostic, int rule) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", diagnostic.code());
        result.put("ruleIndex", rule);
        result.put(
                "level",
                diagnostic.severity() == Severity.HINT
                        ? "note"
                        : diagnostic.severity().name().toLowerCase(Locale.ROOT));
        result.put("message", Map.of("text", message(diagnostic)));
        Optional<Label> place = place(diagnostic);
        result.put("locations", List.of(place.map(this::location).orElseGet(() -> head(diagnostic))));
        List<Map<String, Object>> related = Stream.concat(diagnostic.related().stream(), diagnostic.chain().stream())
                .map(this::relatedLocation)
                .toList();
        if (!related.isEmpty()) {
            result.put("relatedLocations", related);
        }
        place.ifPresent(label -> result.put("partialFingerprints", Map.of("primaryLocationLineHash", hash(label))));
        return result;
    }

    /** Where it is in the repository: the place itself, or what led to it if that is in a jar. */
    private Optional<Label> place(Diagnostic diagnostic) {
        return Stream.concat(diagnostic.place().stream(), diagnostic.chain().stream())
                .filter(label -> findings.path(label.file()).isPresent())
                .findFirst()
                .or(diagnostic::place);
    }

    private String hash(Label label) {
        SourceFile file = label.file();
        return hashes.computeIfAbsent(file, LineHashes::of)
                .line(file.line(label.span().start()));
    }

    private static String message(Diagnostic diagnostic) {
        List<String> lines = new ArrayList<>(List.of(diagnostic.message()));
        diagnostic.place().map(Label::text).filter(hint -> !hint.isEmpty()).ifPresent(lines::add);
        lines.addAll(diagnostic.notes());
        return String.join("\n", lines);
    }

    private Map<String, Object> relatedLocation(Label label) {
        Map<String, Object> location = location(label);
        location.put("message", Map.of("text", label.text()));
        return location;
    }

    private Map<String, Object> location(Label label) {
        Position start = label.file().position(label.span().start());
        Position end = label.file().position(label.span().end());
        Map<String, Object> artifact = findings.path(label.file())
                .map(paths::location)
                .orElseGet(() -> paths.location(label.file().path()));
        return location(artifact, start, end);
    }

    /** The beginning of the script's file, for diagnostics without a place. */
    private Map<String, Object> head(Diagnostic diagnostic) {
        Position first = new Position(1, 1);
        return location(paths.location(findings.scriptFile(diagnostic).orElse(Path.of(""))), first, first);
    }

    private static Map<String, Object> location(Map<String, Object> artifact, Position start, Position end) {
        Map<String, Object> region = new LinkedHashMap<>();
        region.put("startLine", start.line());
        region.put("startColumn", start.column());
        region.put("endLine", end.line());
        region.put("endColumn", end.column());
        Map<String, Object> physical = new LinkedHashMap<>();
        physical.put("artifactLocation", artifact);
        physical.put("region", region);
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("physicalLocation", physical);
        return location;
    }
}
