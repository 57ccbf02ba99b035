package dev.moonlet.cli.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Pages about all scripts of a project, which need neither a server nor other addresses. All their JavaScript and style is in
 * files, so they can be shown under a strict content security policy.
 *
 * @param title the title of the catalog
 * @param scripts the scripts, by name
 */
public record Catalog(String title, List<CatalogScript> scripts) {

    private static final List<String> RESOURCES = List.of("catalog.css", "catalog.js", "icon.svg");

    /** Copies the list. */
    public Catalog {
        scripts = List.copyOf(scripts);
    }

    /** The files of the catalog: the text of each by its path. */
    public Map<String, String> files() {
        Map<String, CatalogScript> byName = new TreeMap<>();
        scripts.forEach(script -> byName.put(script.name(), script));
        Frame frame = new Frame(title);
        Map<String, String> files = new TreeMap<>();
        RESOURCES.forEach(name -> files.put(name, resource(name)));
        files.put("search.js", SearchIndex.javaScript(scripts));
        files.put(OverviewPage.PATH, frame.page(OverviewPage.PATH, "Scripts", OverviewPage.content(title, scripts)));
        files.put(CommandsPage.PATH, frame.page(CommandsPage.PATH, "Commands", CommandsPage.content(scripts)));
        files.put(GraphPage.PATH, frame.page(GraphPage.PATH, "Graph", GraphPage.content(byName)));
        for (CatalogScript script : scripts) {
            files.put(
                    script.page(), frame.page(script.page(), script.name(), new ScriptPage(script, byName).content()));
        }
        return files;
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(Catalog.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
