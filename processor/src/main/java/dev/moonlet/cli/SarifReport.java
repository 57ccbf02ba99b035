package dev.moonlet.cli;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.source.Position;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what was found for code scanners.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class SarifReport implements Report {

    @Override
    public String write(List<Diagnostic> found) {
        List<Map<String, Object>> rules = found.stream()
                .map(Diagnostic::code)
                .distinct()
                .sorted()
                .map(code -> Map.<String, Object>of("id", code))
                .toList();
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "moonlet");
        driver.put("rules", rules);
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "utf16CodeUnits");
        run.put("results", found.stream().map(SarifReport::result).toList());
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return Json.pretty(log);
    }

    private static Map<String, Object> result(Diagnostic diagnostic) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", diagnostic.code());
        result.put("level", diagnostic.severity() == Severity.ERROR ? "error" : "warning");
        result.put("message", Map.of("text", message(diagnostic)));
        diagnostic.place().ifPresent(place -> result.put("locations", List.of(location(place))));
        List<Map<String, Object>> related = new ArrayList<>();
        diagnostic.related().forEach(label -> related.add(relatedLocation(label)));
        diagnostic.chain().forEach(label -> related.add(relatedLocation(label)));
        if (!related.isEmpty()) {
            result.put("relatedLocations", related);
        }
        return result;
    }

    private static String message(Diagnostic diagnostic) {
        List<String> lines = new ArrayList<>(List.of(diagnostic.message()));
        diagnostic.place().map(Label::text).filter(hint -> !hint.isEmpty()).ifPresent(lines::add);
        lines.addAll(diagnostic.notes());
        return String.join("\n", lines);
    }

    private static Map<String, Object> relatedLocation(Label label) {
        Map<String, Object> location = location(label);
        location.put("message", Map.of("text", label.text()));
        return location;
    }

    /** A path as the URI that code scanners expect. */
    private static String uri(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            return path;
        }
    }

    private static Map<String, Object> location(Label label) {
        Position start = label.file().position(label.span().start());
        Position end = label.file().position(label.span().end());
        Map<String, Object> region = new LinkedHashMap<>();
        region.put("startLine", start.line());
        region.put("startColumn", start.column());
        region.put("endLine", end.line());
        region.put("endColumn", end.column());
        Map<String, Object> physical = new LinkedHashMap<>();
        physical.put("artifactLocation", Map.of("uri", uri(label.file().path())));
        physical.put("region", region);
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("physicalLocation", physical);
        return location;
    }
}
