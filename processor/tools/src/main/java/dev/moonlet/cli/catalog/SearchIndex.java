package dev.moonlet.cli.catalog;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.moonlet.script.Declaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the search looks through, as a script that defines an array: a page that was opened as a file can't read others. */
final class SearchIndex {

    private SearchIndex() {}

    static String javaScript(List<CatalogScript> scripts) {
        try {
            return "const moonletScripts = "
                    + JSON.std
                            .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
                            .asString(scripts.stream().map(SearchIndex::entry).toList())
                    + ";\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> entry(CatalogScript script) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", script.name());
        entry.put("page", Html.address(script.page()));
        entry.put("summary", Prose.summary(script.script().documentation()));
        entry.put("text", script.script().documentation());
        entry.put(
                "keys",
                script.script().signature().declarations().stream()
                        .map(Declaration::name)
                        .toList());
        entry.put("commands", script.script().access().commands());
        entry.put("digests", script.digests());
        entry.put("files", script.script().files());
        return entry;
    }
}
