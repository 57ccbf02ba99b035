package dev.moonlet.script.link;

import dev.moonlet.lua.Identifiers;
import dev.moonlet.lua.StringLiterals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The Lua tables through which scripts call each other. One table holds each script as a function by its name; behind the
 * name of a folder and a slash it also holds what {@code CALL} is for the scripts of that folder: tables in tables that
 * lead to the same functions.
 */
final class ScriptsTable {

    /** A step of the paths that begin alike. */
    private static final class Node {
        private final Map<String, Node> children = new LinkedHashMap<>();
        private String script = "";
    }

    static final String TABLE = "moonlet_scripts";

    private final Map<String, Node> folders = new LinkedHashMap<>();

    /** A table for the calls of each folder: scripts by the path that is written, its parts joined by NUL. */
    ScriptsTable(SortedMap<String, SortedMap<String, String>> callsByFolder) {
        callsByFolder.forEach((folder, calls) -> {
            Node root = new Node();
            calls.forEach((path, script) -> {
                Node node = root;
                for (String part : path.split("\0", -1)) {
                    node = node.children.computeIfAbsent(part, p -> new Node());
                }
                node.script = script;
            });
            folders.put(folder, root);
        });
    }

    /** The statement that declares the table. */
    String declaration() {
        StringBuilder text = new StringBuilder("local " + TABLE + " = {");
        String separator = " ";
        for (Map.Entry<String, Node> folder : folders.entrySet()) {
            text.append(separator).append(key(folder.getKey() + "/")).append(" = ");
            appendTables(text, folder.getValue());
            separator = ", ";
        }
        return text.append(" }").toString();
    }

    private static void appendTables(StringBuilder text, Node node) {
        text.append('{');
        String separator = " ";
        for (Map.Entry<String, Node> child : node.children.entrySet()) {
            if (!child.getValue().children.isEmpty()) {
                text.append(separator).append(key(child.getKey())).append(" = ");
                appendTables(text, child.getValue());
                separator = ", ";
            }
        }
        text.append(separator.equals(" ") ? "}" : " }");
    }

    /** The statements that make every path lead to its script, once all scripts are there. */
    List<String> paths() {
        List<String> statements = new ArrayList<>();
        folders.forEach((folder, root) -> addPaths(statements, view(folder), root));
        return statements;
    }

    private static void addPaths(List<String> statements, String table, Node node) {
        node.children.forEach((part, child) -> {
            String path = table + index(part);
            if (!child.script.isEmpty() && child.children.isEmpty()) {
                statements.add(path + " = " + script(child.script));
            } else if (!child.script.isEmpty()) {
                statements.add("setmetatable(" + path + ", { __call = function(_, ...) return " + script(child.script)
                        + "(...) end })");
            }
            addPaths(statements, path, child);
        });
    }

    /** The function of a script. */
    static String script(String name) {
        return TABLE + "[" + StringLiterals.quoted(name) + "]";
    }

    /** What {@code CALL} is in a folder. */
    static String view(String folder) {
        return TABLE + "[" + StringLiterals.quoted(folder + "/") + "]";
    }

    private static String key(String name) {
        return Identifiers.isName(name) ? name : "[" + StringLiterals.quoted(name) + "]";
    }

    private static String index(String name) {
        return Identifiers.isName(name) ? "." + name : "[" + StringLiterals.quoted(name) + "]";
    }
}
