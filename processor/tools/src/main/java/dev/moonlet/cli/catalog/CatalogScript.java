package dev.moonlet.cli.catalog;

import dev.moonlet.script.Script;
import dev.moonlet.script.ScriptName;
import java.util.List;

/**
 * A script of the catalog.
 *
 * @param script the script
 * @param path its file, as messages show it
 * @param digests the digests that servers may know it by, its own first
 */
public record CatalogScript(Script script, String path, List<String> digests) {

    /** Copies the list. */
    public CatalogScript {
        digests = List.copyOf(digests);
    }

    String name() {
        return script.name();
    }

    /** Its name in its folder. */
    String shortName() {
        return name().substring(name().lastIndexOf('/') + 1);
    }

    String folder() {
        return ScriptName.folder(name());
    }

    /** The page about it, from the root of the catalog. */
    String page() {
        return "scripts/" + name() + ".html";
    }
}
