package dev.moonlet.editor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The files of the folder {@code .moonlet}, and the settings of the Lua language server that name them. */
public final class EditorFiles {

    /** The folder, beside the settings. */
    public static final String FOLDER = ".moonlet";

    private EditorFiles() {}

    /** A file that comes with this package. */
    static String text(String resource) {
        try (InputStream in = EditorFiles.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The files by their paths below the folder.
     *
     * @param roots the directories of scripts, from the folder of the settings
     */
    public static Map<String, String> all(List<String> roots) {
        Map<String, String> files = new LinkedHashMap<>();
        SandboxDefinitions.files().forEach((name, text) -> files.put("meta/" + name, text));
        files.put("plugin.lua", text("plugin.lua").replace("--[[ROOTS]]", LuaText.quoted(roots)));
        return files;
    }

    /**
     * The settings of the language server.
     *
     * @param roots the directories of scripts, from the folder of the settings
     * @see <a href="https://luals.github.io/wiki/settings/">Lua language server: settings</a>
     */
    public static Map<String, Object> settings(List<String> roots) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("runtime.version", "Lua 5.1");
        settings.put("runtime.path", roots.stream().map(root -> root + "/?.lua").toList());
        settings.put("runtime.plugin", FOLDER + "/plugin.lua");
        Map<String, String> builtin = new LinkedHashMap<>();
        List.of("debug", "io", "os", "package").forEach(library -> builtin.put(library, "disable"));
        settings.put("runtime.builtin", builtin);
        settings.put("workspace.library", List.of(FOLDER + "/meta"));
        return settings;
    }
}
