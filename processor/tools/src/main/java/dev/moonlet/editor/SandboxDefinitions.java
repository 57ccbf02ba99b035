package dev.moonlet.editor;

import dev.moonlet.redis.Sandbox;
import dev.moonlet.script.LinkedGlobals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The definition files of the Lua language server for what scripts have and other Lua programs don't.
 *
 * @see <a href="https://luals.github.io/wiki/definition-files/">Lua language server: definition files</a>
 */
public final class SandboxDefinitions {

    /** Libraries of Redis. Those of Lua are known to the language server, but for {@code os}, of which scripts have little. */
    private static final List<String> LIBRARIES =
            List.of("redis", "server", "cjson", "cmsgpack", "bit", "struct", "os");

    private static final Set<String> ALIASES = Set.of("server");

    private static final String COLUMN = "\t";

    /**
     * What is known of a function besides its name.
     *
     * @param parameters as a signature has them
     * @param result its type
     * @param text what it does
     */
    private record Signature(String parameters, String result, String text) {}

    private final Sandbox sandbox = Sandbox.get();
    private final Map<String, Signature> signatures = new LinkedHashMap<>();

    private SandboxDefinitions(String table) {
        table.lines().map(line -> line.split(COLUMN, -1)).forEach(columns -> {
            int i = 0;
            signatures.put(columns[i++], new Signature(columns[i++], columns[i++], columns[i]));
        });
    }

    /** The files by their names. */
    public static Map<String, String> files() {
        SandboxDefinitions definitions = new SandboxDefinitions(EditorFiles.text("sandbox.txt"));
        Map<String, String> files = new LinkedHashMap<>();
        LIBRARIES.forEach(library -> files.put(library + ".lua", definitions.library(library)));
        files.put("globals.lua", definitions.globals());
        return files;
    }

    private static String meta(List<String> lines) {
        return "---@meta\n\n" + String.join("\n", lines) + "\n";
    }

    private String globals() {
        return meta(List.of(
                "---The keys of the script.",
                "---@type string[]",
                "KEYS = {}",
                "",
                "---The arguments of the script.",
                "---@type string[]",
                "ARGV = {}",
                "",
                "---Runs another script in the same atomic step: `CALL.folder.script(keys, argv)`.",
                "---@type any",
                LinkedGlobals.CALL + " = {}",
                "",
                "---The module of a file below the script root, linked when the script is compiled.",
                "---@param name string",
                "---@return any",
                "function " + LinkedGlobals.REQUIRE + "(name) end"));
    }

    private String library(String library) {
        List<String> lines = new ArrayList<>(List.of("---@class " + library + "lib", library + " = {}"));
        for (String member : sandbox.members(library)) {
            lines.add("");
            lines.addAll(member(library, member));
        }
        return meta(lines);
    }

    private List<String> member(String library, String member) {
        String path = library + "." + member;
        Sandbox.Kind kind = sandbox.kind(path).orElseThrow();
        List<String> lines = new ArrayList<>();
        Signature signature = signatures.get((ALIASES.contains(library) ? "redis" : library) + "." + member);
        if (signature != null) {
            lines.add("---" + signature.text());
        }
        if (!sandbox.isEverywhere(path) && !ALIASES.contains(library)) {
            lines.add("---Not all servers have it.");
        }
        switch (kind) {
            case FUNCTION ->
                function(lines, path, signature == null ? new Signature("...: any", "any", "") : signature);
            case NUMBER -> lines.addAll(List.of("---@type number", path + " = 0"));
            case STRING -> lines.addAll(List.of("---@type string", path + " = ''"));
            case TABLE -> lines.addAll(List.of("---@type table", path + " = {}"));
            case USERDATA -> lines.addAll(List.of("---@type lightuserdata", path + " = nil"));
        }
        return lines;
    }

    private static void function(List<String> lines, String path, Signature signature) {
        List<String> names = new ArrayList<>();
        Arrays.stream(signature.parameters().split(", ", -1))
                .filter(parameter -> !parameter.isEmpty())
                .forEach(parameter -> {
                    String[] parts = parameter.split(": ", 2);
                    names.add(parts[0]);
                    boolean optional = parts[1].endsWith("?");
                    String type = optional ? parts[1].substring(0, parts[1].length() - 1) : parts[1];
                    lines.add("---@param " + parts[0] + (optional ? "? " : " ") + type);
                });
        if (!signature.result().equals("nil")) {
            lines.add("---@return " + signature.result());
        }
        lines.add("function " + path + "(" + String.join(", ", names) + ") end");
    }
}
