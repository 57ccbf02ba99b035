package dev.moonlet.cli;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.source.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what was found as a JSON array, for editors: lines and columns are counted from 1, ends are exclusive. */
final class JsonReport implements Report {

    @Override
    public String write(List<Diagnostic> found) {
        return Json.pretty(found.stream().map(JsonReport::object).toList());
    }

    private static Map<String, Object> object(Diagnostic diagnostic) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
        object.put("code", diagnostic.code());
        object.put("message", diagnostic.message());
        diagnostic.place().ifPresent(place -> {
            object.putAll(place(place));
            if (!place.text().isEmpty()) {
                object.put("hint", place.text());
            }
        });
        object.put(
                "related",
                diagnostic.related().stream().map(JsonReport::labelled).toList());
        object.put("notes", diagnostic.notes());
        object.put(
                "chain", diagnostic.chain().stream().map(JsonReport::labelled).toList());
        return object;
    }

    private static Map<String, Object> labelled(Label label) {
        Map<String, Object> object = place(label);
        object.put("text", label.text());
        return object;
    }

    private static Map<String, Object> place(Label label) {
        Position start = label.file().position(label.span().start());
        Position end = label.file().position(label.span().end());
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("file", label.file().path());
        place.put("line", start.line());
        place.put("column", start.column());
        place.put("endLine", end.line());
        place.put("endColumn", end.column());
        return place;
    }
}
